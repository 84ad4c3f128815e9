package jacquard.bench.http;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * One JVM process of the HTTP suite: starts a peer's server, prints {@code ready PORT}, and ends
 * when its standard input does, so that it never outlives the bench. Those of other languages keep
 * this contract too. On the JVM alone, a line of input {@code heap} is answered with {@code heap
 * BYTES}, what is in use after a collection, and {@code allocated} with {@code allocated BYTES},
 * what all threads have allocated so far.
 */
public final class ServerProcess {
  static final String READY = "ready ";
  static final String HEAP = "heap ";
  static final String ALLOCATED = "allocated ";

  private ServerProcess() {}

  /** Runs the process of a peer. */
  public static void run(HttpPeer peer) throws Exception {
    System.out.println(READY + peer.start());
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(order.equals(HEAP) ? HEAP + heapBytes() : ALLOCATED + allocatedBytes());
      }
    }
    System.exit(0);
  }

  private static long heapBytes() {
    // Twice: what the first one finds to clean is free after the second.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long allocatedBytes() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getTotalThreadAllocatedBytes();
  }
}
