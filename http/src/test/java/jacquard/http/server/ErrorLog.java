package jacquard.http.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the library logs as an error, from here to the close of this: then there must be none,
 * unless the test has said that it expects some. A server logs what fails in a connection, be it an
 * assertion, and goes on: without this the test goes on as well.
 */
final class ErrorLog implements AutoCloseable {

  /** Above all loggers of the library. Strongly held: the log manager would forget it. */
  private static final Logger LOG = Logger.getLogger("jacquard");

  private final Queue<LogRecord> errors = new ConcurrentLinkedQueue<>();
  private final Handler handler = new Keeping();
  private volatile boolean isExpected;

  ErrorLog() {
    LOG.addHandler(handler);
  }

  /** Errors are what the test is about. */
  void expectErrors() {
    isExpected = true;
  }

  @Override
  public void close() {
    LOG.removeHandler(handler);
    LogRecord first = errors.peek();
    if (first != null && !isExpected) {
      throw new AssertionError(
          "logged as an error, the first of " + errors.size() + ": " + first.getMessage(),
          first.getThrown());
    }
  }

  /** Keeps what is logged as an error. */
  private final class Keeping extends Handler {
    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
        errors.add(logged);
      }
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing to give back
    }
  }
}
