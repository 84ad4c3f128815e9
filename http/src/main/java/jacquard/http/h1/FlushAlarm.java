package jacquard.http.h1;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Timer;
import java.io.IOException;

/**
 * Sends the responses that were gathered when the handler of the next request takes its time:
 * nobody knows before whether it will.
 */
/*
 * The alarm borrows the connection from its task (Wire.tryBorrow), which costs a request nothing beyond
 * what watching for the end of the client costs anyway.
 *
 * An alarm costs a timer, so it is set only if none is, and it is never cancelled: pipelined requests
 * that are answered fast share one. It may then ring early, which sends a little less at a time.
 *
 * I1  The output, and isDue, belong to the alarm while it has borrowed the connection, and to the
 *     connection's task while that does not handle a request.
 * I2  While a handler runs, an alarm is set until the output is empty: begin begins to handle, then
 *     reads isSet; the alarm writes isSet = false, then borrows (all volatile).
 *
 * Proved by: PipelineTest.
 */
final class FlushAlarm {
  private static final System.Logger LOG = System.getLogger("jacquard.http");

  /** How long gathered responses wait for a handler. */
  private static final long DELAY_NANOS = 5_000_000;

  private final Engine engine;
  private final Wire wire;
  private final Output out;

  /** Whether the handler that runs lets responses wait. */
  private boolean isDue;

  private volatile boolean isSet;

  FlushAlarm(Engine engine, Wire wire, Output out) {
    this.engine = engine;
    this.wire = wire;
    this.out = out;
  }

  /** Begins to handle: from now on the connection's task leaves the output alone. */
  void begin() throws IOException {
    isDue = true;
    wire.beginHandling();
    if (!isSet) {
      set();
    }
  }

  /** Ends to handle: from now on the output is the task's again. */
  void end() {
    wire.endHandling();
    isDue = false;
  }

  private void set() {
    isSet = true;
    engine.schedule(new Alarm(engine.nanoTime() + DELAY_NANOS));
  }

  private void ring() {
    isSet = false;
    if (!wire.tryBorrow()) {
      return;
    }
    try {
      if (isDue && !out.trySend() && !isSet) {
        set();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "responses were not sent early: the task will see why", e);
    } finally {
      wire.giveBack();
    }
  }

  /** The timer. */
  private final class Alarm extends Timer {
    Alarm(long deadlineNanos) {
      super(deadlineNanos);
    }

    @Override
    public void fire() {
      ring();
    }
  }
}
