package jacquard.http.server;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Is told what {@link HttpServer#serve} does, to say it to the person who started the program.
 * Found as a service of the module path; without one, the logger {@code jacquard.http} says it.
 */
public interface ServeReport {
  /**
   * The server takes connections.
   *
   * @param address where
   */
  void listening(InetSocketAddress address);

  /**
   * The server was asked to end and waits for what it still does.
   *
   * @param requests how many requests are being answered
   * @param limit how long it waits at most
   */
  void draining(int requests, Duration limit);

  /**
   * The server has ended.
   *
   * @param took how long that took
   * @param cut how many connections had to be cut off
   */
  void drained(Duration took, int cut);
}
