package jacquard.process;

/**
 * The end of the process, as its user asks for it: {@code TERM} from a supervisor, {@code INT} from
 * Ctrl-C.
 *
 * <pre>{@code
 * Shutdown.expect();
 * try (var server = HttpServer.bind(8080, router)) {
 *   Shutdown.await();
 *   server.drain(Duration.ofSeconds(10));
 * }
 * }</pre>
 *
 * <p>The program goes on after {@link #await()} and ends as programs do, with exit code 0 if its
 * main method returns. Nothing is left to shutdown hooks, where a logger may be gone already.
 *
 * <p>A second signal, at least {@link #FORCE_AFTER_MILLIS} after the first, ends the process at
 * once, with exit code 128 plus the signal's number, as a process that the signal killed.
 */
public final class Shutdown {

  /**
   * How long after the first signal another one forces the end: 200 ms. A terminal and a parent
   * process often send the same one twice.
   */
  public static final long FORCE_AFTER_MILLIS = 200;

  private Shutdown() {}

  /**
   * Takes the signals over from now on: one that comes before {@link #await()} ends that at once,
   * instead of ending the process. For a server that says it is ready before it awaits.
   */
  public static void expect() {
    Signals.PROCESS.expect();
  }

  /**
   * Waits until the process is asked to end. Returns at once if it was asked before, while somebody
   * waited.
   *
   * <p>The signals are taken over at the first call; when every call has ended by cancellation,
   * they are given back. A JVM that was started with {@code -Xrs} does not give them: then only
   * cancellation ends this wait, and a signal the process.
   *
   * @throws InterruptedException if the task was cancelled first
   */
  public static void await() throws InterruptedException {
    Signals.PROCESS.await();
  }
}
