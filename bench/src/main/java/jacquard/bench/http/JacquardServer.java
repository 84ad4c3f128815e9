package jacquard.bench.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jacquard.http.Request;
import jacquard.http.Response;
import jacquard.http.Status;
import jacquard.http.server.HttpServer;
import jacquard.time.Clock;
import java.io.IOException;
import java.time.Duration;

/** Jacquard's own server, with its defaults: every limit and time-out is on. */
public final class JacquardServer implements HttpPeer {
  private static final Duration SLEEP = Duration.ofMillis(SLEEP_MILLIS);

  private static final ObjectMapper MAPPER = Message.pooledMapper();

  /** Process of the subjects {@code jacquard-loop} and {@code jacquard-default}. */
  public static void main(String[] arguments) throws Exception {
    ServerProcess.run(new JacquardServer());
  }

  @Override
  public int start() throws IOException {
    return HttpServer.bind(0, JacquardServer::handle).port();
  }

  private static Response handle(Request request) throws IOException, InterruptedException {
    return switch (request.path()) {
      case "/plaintext" -> hello();
      case "/sleep" -> {
        Clock.sleep(SLEEP);
        yield hello();
      }
      case "/json" -> json();
      case "/echo" -> Response.stream(request.body());
      default -> Response.status(Status.NOT_FOUND);
    };
  }

  private static Response json() throws IOException {
    return Response.bytes(MAPPER.writeValueAsBytes(new Message("Hello, World!")))
        .withType("application/json");
  }

  private static Response hello() {
    return Response.text("Hello, World!");
  }
}
