package jacquard.http.server;

import jacquard.http.Handler;
import jacquard.process.Shutdown;
import jacquard.task.Scope;
import jacquard.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ServiceLoader;

/**
 * A server as the job of a whole process: where to listen is the environment's to say, a signal
 * drains it, and its user is told of both.
 */
final class Serving {
  private Serving() {}

  /** See {@link HttpServer#serve}. */
  static void serve(int port, HttpServer.Options options, Handler handler)
      throws IOException, InterruptedException {
    ServeReport report =
        ServiceLoader.load(ServeReport.class, HttpServer.class.getClassLoader())
            .findFirst()
            .orElseGet(LoggedReport::new);
    HttpServer.Options heeded = options.withHost(hostOr(options.host()));
    int wanted = portOr(port);
    Shutdown.expect(); // From here on a signal drains: before anybody can be accepted.
    try (HttpServer server = HttpServer.bind(wanted, handler, heeded)) {
      report.listening(server.address());
      awaitShutdown(server);
      report.draining(server.requestsInFlight(), HttpServer.DRAIN_LIMIT);
      long start = Clock.nanoTime();
      int cut = server.drain(HttpServer.DRAIN_LIMIT);
      report.drained(Duration.ofNanos(Clock.nanoTime() - start), cut);
    }
  }

  /** Waits until the process is asked to end; throws what ends the server before. */
  static void awaitShutdown(HttpServer server) throws IOException, InterruptedException {
    Scope.run(
        "http-server",
        scope -> {
          scope.fork("end", server::awaitEnd);
          Shutdown.await();
          scope.cancel("the process was asked to end");
        });
  }

  private static int portOr(int port) {
    String said = System.getenv("PORT");
    if (said == null || said.isEmpty()) {
      return port;
    }
    // Five digits fit an int; more than five, or a sign, are no port.
    int number = said.matches("[0-9]{1,5}") ? Integer.parseInt(said) : HttpServer.PORT_MAX + 1;
    if (number > HttpServer.PORT_MAX) {
      throw new IllegalArgumentException("PORT must be a number from 0 to 65535, was " + said);
    }
    return number;
  }

  private static String hostOr(String host) {
    String said = System.getenv("HOST");
    if (said == null || said.isEmpty()) {
      return host;
    }
    try {
      return InetAddress.getByName(said).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "HOST must be a name or address of this machine, was " + said, e);
    }
  }
}
