package jacquard.http.h1;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one connection, which has them while it reads and writes only: an idle connection
 * and a handler that waits leave them to others, which find them in the processor's cache.
 */
final class Loan {
  private final BufferPool pool;
  private final Input input;
  private final Output out;
  private @Nullable Buffers held;

  Loan(BufferPool pool, Input input, Output out) {
    this.pool = pool;
    this.input = input;
    this.out = out;
  }

  void begin() {
    Buffers taken = pool.take();
    held = taken;
    input.lend(taken.in);
    out.lend(taken);
  }

  /** Gives the buffers back, if they are held; they hold nothing that is still wanted. */
  void end() {
    Buffers lent = held;
    if (lent != null) {
      held = null;
      input.release();
      out.release();
      lent.parser.forget();
      pool.give(lent);
    }
  }

  /** As {@link #end}, whatever was not used or not sent. */
  void abandon() {
    input.position = input.limit;
    out.discard();
    end();
  }

  /**
   * Leaves the buffers to this connection for ever: somebody uses them who should not, and will go
   * on, whoever has them.
   */
  void forsake() {
    held = null;
  }

  RequestParser parser() {
    return Objects.requireNonNull(held, "no buffers").parser;
  }
}
