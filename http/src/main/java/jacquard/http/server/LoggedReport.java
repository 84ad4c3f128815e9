package jacquard.http.server;

import java.net.InetSocketAddress;
import java.time.Duration;

/** The report of a server whose program has none of its own. */
final class LoggedReport implements ServeReport {
  private static final System.Logger LOG = System.getLogger("jacquard.http");

  @Override
  public void listening(InetSocketAddress address) {
    String host = address.getAddress().isLoopbackAddress() ? "localhost" : address.getHostString();
    LOG.log(
        System.Logger.Level.INFO,
        "listening on http://" + host + ":" + address.getPort() + "   (Ctrl-C drains and stops)");
  }

  @Override
  public void draining(int requests, Duration limit) {
    LOG.log(
        System.Logger.Level.INFO,
        "draining: " + requests + " requests in flight, up to " + limit.toSeconds() + " s");
  }

  @Override
  public void drained(Duration took, int cut) {
    LOG.log(
        System.Logger.Level.INFO, "done in " + took.toMillis() + " ms, " + cut + " were cut off");
  }
}
