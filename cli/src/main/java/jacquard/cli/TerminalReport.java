package jacquard.cli;

import jacquard.http.server.ServeReport;
import java.io.Console;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/** Says in the terminal what the program's server does. Made by the service loader. */
public final class TerminalReport implements ServeReport {

  /** The report, as the service loader makes it. */
  public TerminalReport() {}

  @Override
  public void listening(InetSocketAddress address) {
    boolean local = address.getAddress().isLoopbackAddress();
    String host = local ? "localhost" : address.getHostString();
    System.out.println(
        "listening on http://" + host + ":" + address.getPort() + "   (Ctrl-C drains and stops)");
  }

  @Override
  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives none if the output is no terminal.
  public void draining(int requests, Duration limit) {
    // A terminal has put ^C on this line.
    Console console = System.console();
    String newLine = console != null && console.isTerminal() ? "\n" : "";
    System.out.print(
        newLine + "draining: " + count(requests) + ", up to " + limit.toSeconds() + " s … ");
    System.out.flush();
  }

  @Override
  public void drained(Duration took, int cut) {
    String seconds = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    System.out.println(
        cut == 0 ? "done in " + seconds : cut + " had to be cut off after " + seconds);
  }

  private static String count(int requests) {
    return requests + (requests == 1 ? " request in flight" : " requests in flight");
  }
}
