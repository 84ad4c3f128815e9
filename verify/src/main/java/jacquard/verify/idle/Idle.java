package jacquard.verify.idle;

import com.sun.management.UnixOperatingSystemMXBean;
import jacquard.verify.evidence.Evidence;
import jacquard.verify.evidence.Figure;
import jacquard.verify.evidence.Option;
import jacquard.verify.evidence.Order;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Ten thousand connections that wait, those of one server after a request each and those of another
 * before any, each in a fresh process of its own: how much larger does it get? Most of it is heap
 * that the collector keeps free, which differs by a factor of two from one process to the next: the
 * medians of some are judged. A server that has had as many connections before would grow by less
 * than they are, as freed memory stays the process's.
 */
public final class Idle implements Evidence {

  private static final int CONNECTIONS = 10_000;

  /** Descriptors that both processes need for other things. */
  private static final long OTHER_DESCRIPTORS = 500;

  private static final int PROCESSES = 5;

  private static final long MEMORY_MAX = 50_000_000;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final int processes;

  /** For {@code Main}. */
  public Idle() {
    this(PROCESSES);
  }

  private Idle(int processes) {
    this.processes = processes;
  }

  /** For every build: each server is tried once. */
  public static Idle inShort() {
    return new Idle(1);
  }

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String proves() {
    return "%,d idle connections cost less than 50 MB".formatted(CONNECTIONS);
  }

  @Override
  public String takes() {
    return "two minutes";
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.ENGINE);
  }

  @Override
  public Figure gather(Order order) throws Exception {
    int count = (int) Math.min(CONNECTIONS, descriptors() - OTHER_DESCRIPTORS);
    if (count < CONNECTIONS) {
      System.out.printf("  %,d connections: the limit of descriptors allows no more%n", count);
    }
    boolean holds = true;
    List<String> figures = new ArrayList<>();
    for (String engine : order.engines()) {
      for (Use use : Use.values()) {
        Growth growth = median(engine, use, count);
        System.out.println("  " + growth);
        holds &= growth.isSmall();
        figures.add(growth.toString());
      }
    }
    return new Figure(holds && !figures.isEmpty(), String.join("; ", figures));
  }

  /** What the connections were used for. */
  private enum Use {
    ASKED("after a request each"),
    SILENT("without a request");

    private final String words;

    Use(String words) {
      this.words = words;
    }
  }

  /**
   * How much larger the servers got, the one in the middle.
   *
   * @param residents bytes of each, in order; 0 where the system does not tell
   */
  private record Growth(String engine, Use use, int connections, long heap, List<Long> residents) {
    long resident() {
      return middle(residents);
    }

    boolean isSmall() {
      long allowed = MEMORY_MAX * connections / CONNECTIONS;
      return connections > 0 && heap < allowed && resident() < allowed;
    }

    @Override
    public String toString() {
      return "%s engine, %,d idle connections %s: heap %+.1f MB (%,d bytes each), memory %+.1f MB (%,d bytes each, %+.1f to %+.1f MB in %d processes)"
          .formatted(
              engine,
              connections,
              use.words,
              heap / 1e6,
              heap / connections,
              resident() / 1e6,
              resident() / connections,
              residents.getFirst() / 1e6,
              residents.getLast() / 1e6,
              residents.size());
    }
  }

  private Growth median(String engine, Use use, int count) throws IOException {
    List<Long> heaps = new ArrayList<>();
    List<Long> residents = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      ServerProcess.Holding more = grow(engine, use, count);
      heaps.add(more.heap());
      residents.add(more.resident());
    }
    heaps.sort(null);
    residents.sort(null);
    return new Growth(engine, use, count, middle(heaps), residents);
  }

  private static long middle(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  /** What one server has more than before. */
  private static ServerProcess.Holding grow(String engine, Use use, int count) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try (ServerProcess server = new ServerProcess(engine)) {
      try (Socket first = connect(server.port())) {
        ask(first); // the classes for an answer are loaded
      }
      ServerProcess.Holding before = server.holding();
      for (int i = 0; i < count; i++) {
        Socket socket = connect(server.port());
        sockets.add(socket);
        if (use == Use.ASKED) {
          ask(socket);
        }
      }
      ServerProcess.Holding after = server.holding();
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (after.connections() < count && System.nanoTime() - end < 0) {
        after = server.holding(); // the last ones were still in the backlog
      }
      if (after.connections() < count) {
        throw new IOException("server has " + after.connections() + " connections of " + count);
      }
      return new ServerProcess.Holding(
          count, after.heap() - before.heap(), after.resident() - before.resident());
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void ask(Socket socket) throws IOException {
    socket.getOutputStream().write(REQUEST);
    InputStream in = socket.getInputStream();
    byte[] some = new byte[1024];
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\nok") < 0) {
      int count = in.read(some);
      if (count < 0) {
        throw new EOFException("instead of a response came: " + read);
      }
      read.append(new String(some, 0, count, StandardCharsets.US_ASCII));
    }
  }

  /** How many this process, and so a child, may open. */
  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
