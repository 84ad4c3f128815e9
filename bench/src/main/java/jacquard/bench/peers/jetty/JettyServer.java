package jacquard.bench.peers.jetty;

import jacquard.bench.http.HttpPeer;
import jacquard.bench.http.ServerProcess;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * Jetty: blocking handlers on virtual threads, by the set-up that its guide prefers: a pool of
 * platform threads for what Jetty does itself, and a bounded pool of virtual ones for the handlers.
 */
public final class JettyServer implements HttpPeer {
  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 1;

  /** More than any workload has connections. */
  private static final int HANDLERS_MAX = 4_096;

  /** Process of the subject {@code jetty}. */
  public static void main(String[] arguments) throws Exception {
    ServerProcess.run(new JettyServer());
  }

  @Override
  public int start() throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(new VirtualThreadPool(HANDLERS_MAX));
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, ACCEPTORS, SELECTORS, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(BACKLOG);
    server.addConnector(connector);
    server.setHandler(new HelloHandler());
    server.start();
    return connector.getLocalPort();
  }
}
