package jacquard.bench.peers.vertx;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import jacquard.bench.http.HttpPeer;
import jacquard.bench.http.Message;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Answers on the event loop: header values that are encoded once, a date made once a second, a body
 * that is piped back.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its connection.
final class HelloVerticle extends VerticleBase {
  private static final Buffer HELLO = Buffer.buffer(HttpPeer.hello());
  private static final int DATE_MILLIS = 1_000;
  private static final int NOT_FOUND = 404;

  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence OCTETS =
      HttpHeaders.createOptimized("application/octet-stream");

  private CharSequence date = now();
  private volatile int port;

  @Override
  public Future<HttpServer> start() {
    vertx.setPeriodic(DATE_MILLIS, _ -> date = now());
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setAcceptBacklog(HttpPeer.BACKLOG)
            .setHttp2ClearTextEnabled(false)
            .setStrictThreadMode(true);
    return vertx
        .createHttpServer(options)
        .requestHandler(this::respond)
        .listen()
        .onSuccess(server -> port = server.actualPort());
  }

  /** Where it listens, once it is deployed. */
  int port() {
    return port;
  }

  private void respond(HttpServerRequest request) {
    switch (request.path()) {
      case "/plaintext" -> answer(request, TEXT).end(HELLO);
      case "/json" -> answer(request, JSON).end(Json.encodeToBuffer(new Message("Hello, World!")));
      case "/echo" -> echo(request);
      case "/sleep" -> vertx.setTimer(HttpPeer.SLEEP_MILLIS, _ -> answer(request, TEXT).end(HELLO));
      case null, default -> request.response().setStatusCode(NOT_FOUND).end();
    }
  }

  private void echo(HttpServerRequest request) {
    HttpServerResponse response = answer(request, OCTETS);
    response.putHeader(
        HttpHeaders.CONTENT_LENGTH, request.headers().get(HttpHeaders.CONTENT_LENGTH));
    request.pipeTo(response);
  }

  private HttpServerResponse answer(HttpServerRequest request, CharSequence type) {
    return request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.DATE, date);
  }

  private static CharSequence now() {
    return HttpHeaders.createOptimized(
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
  }
}
