package jacquard.verify.idle;

import jacquard.http.Response;
import jacquard.http.server.HttpServer;
import jacquard.verify.evidence.EngineUnderTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The server under test, in a process of its own. Prints its port; then, for each line that it
 * reads, how many connections it has, the bytes of its heap after a collection, and those of its
 * memory. Ends with its input.
 */
final class IdleServer {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Duration START = Duration.ofMinutes(1);

  private IdleServer() {}

  /** With the name of an engine. */
  public static void main(String[] arguments) throws Exception {
    AtomicReference<HttpServer> bound = new AtomicReference<>();
    EngineUnderTest.named(arguments[0])
        .run(START, () -> bound.set(HttpServer.bind(0, _ -> Response.text("ok"))));
    HttpServer server = bound.get();
    System.out.println(server.port());
    try (var orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      while (orders.readLine() != null) {
        System.out.println(server.connections() + " " + heap() + " " + resident());
      }
    }
    System.exit(0);
  }

  private static long heap() {
    // Twice: what the first one finds to clean is free after the second.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes of memory that this process has; 0 where the system does not tell. */
  private static long resident() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }
}
