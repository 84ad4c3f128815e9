package jacquard.bench.peers.helidon;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import jacquard.bench.http.HttpPeer;
import jacquard.bench.http.Message;
import jacquard.bench.http.ServerProcess;
import java.net.InetAddress;

/** Helidon SE: blocking handlers on virtual threads, one for each connection. */
public final class HelidonServer implements HttpPeer {
  private static final byte[] HELLO = HttpPeer.hello();
  private static final Header TEXT =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain");
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
  private static final Header OCTETS =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/octet-stream");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Process of the subject {@code helidon}. */
  public static void main(String[] arguments) throws Exception {
    ServerProcess.run(new HelidonServer());
  }

  @Override
  public int start() {
    return WebServer.builder()
        .address(InetAddress.getLoopbackAddress())
        .port(0)
        .backlog(BACKLOG)
        // Without it, pipelined responses wait for the client's delayed acknowledgement.
        .connectionOptions(options -> options.tcpNoDelay(true))
        .routing(routing ->
            routing
                .get("/plaintext", (request, response) -> response.header(TEXT).send(HELLO))
                .get(
                    "/json",
                    (request, response) ->
                        response
                            .header(JSON)
                            .send(MAPPER.writeValueAsBytes(new Message("Hello, World!"))))
                .post(
                    "/echo",
                    (request, response) ->
                        response.header(OCTETS).send(request.content().as(byte[].class)))
                .get(
                    "/sleep",
                    (request, response) -> {
                      Thread.sleep(SLEEP_MILLIS);
                      response.header(TEXT).send(HELLO);
                    }))
        .build()
        .start()
        .port();
  }
}
