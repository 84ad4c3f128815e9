package jacquard.bench.peers.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import jacquard.bench.http.HttpPeer;
import jacquard.bench.http.ServerProcess;

/** Vert.x: one event loop, native epoll where the platform has it. */
public final class VertxServer implements HttpPeer {
  private static final int EVENT_LOOPS = 1;

  /** Process of the subject {@code vertx}. */
  public static void main(String[] arguments) throws Exception {
    ServerProcess.run(new VertxServer());
  }

  @Override
  public int start() {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setPreferNativeTransport(true));
    HelloVerticle verticle = new HelloVerticle();
    vertx.deployVerticle(verticle).await();
    return verticle.port();
  }
}
