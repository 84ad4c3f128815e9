package jacquard.http.server;

import jacquard.http.h1.DateLine;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Timer;
import org.jspecify.annotations.Nullable;

/** Renews a date line when the wall clock's second changes: one timer a server. */
final class DateClock implements AutoCloseable {
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Engine engine;
  private final DateLine line;

  /** The next tick; guarded by {@code this}. */
  private @Nullable Timer next;

  private boolean closed;

  private DateClock(Engine engine, DateLine line) {
    this.engine = engine;
    this.line = line;
  }

  static DateClock start(Engine engine, DateLine line) {
    DateClock clock = new DateClock(engine, line);
    clock.tick();
    return clock;
  }

  private synchronized void tick() {
    if (closed) {
      return;
    }
    long now = engine.epochMillis();
    line.renew(now);
    long rest = MILLIS_PER_SECOND - Math.floorMod(now, MILLIS_PER_SECOND);
    Timer timer =
        new Timer(engine.nanoTime() + rest * NANOS_PER_MILLI) {
          @Override
          public void fire() {
            tick();
          }
        };
    next = timer;
    engine.schedule(timer);
  }

  @Override
  public synchronized void close() {
    closed = true;
    Timer timer = next;
    if (timer != null) {
      engine.cancel(timer);
    }
  }
}
