package jacquard.http.h1;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Timer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends the responses that were gathered when the handler of the next request takes its time:
 * nobody knows before whether it will.
 */
/*
 *   OFF ──begin──▶ ON ──ring──▶ SENDING ──▶ ON          one write that never blocks
 *    ▲              │
 *    └─────end──────┘                                   outwaits SENDING
 *
 * An alarm costs a timer, so it is set only if none is, and it is never cancelled: pipelined requests
 * that are answered fast share one. It may then ring early, which sends a little less at a time.
 *
 * I1  The output belongs to the alarm in SENDING, to the connection's task in OFF, to nobody in ON.
 * I2  In ON an alarm is set until the output is empty: begin writes ON, then reads isSet; the alarm
 *     writes isSet = false, then looks for ON (all volatile).
 *
 * Proved by: PipelineTest.
 */
final class FlushAlarm {
  private static final System.Logger LOG = System.getLogger("jacquard.http");

  /** How long gathered responses wait for a handler. */
  private static final long DELAY_NANOS = 5_000_000;

  private enum State {
    OFF,
    ON,
    SENDING
  }

  private final Engine engine;
  private final Output out;
  private final AtomicReference<State> state = new AtomicReference<>(State.OFF);
  private volatile boolean isSet;

  FlushAlarm(Engine engine, Output out) {
    this.engine = engine;
    this.out = out;
  }

  /** From now on the connection's task leaves the output alone; {@link #end} must follow. */
  void begin() {
    state.set(State.ON);
    if (!isSet) {
      set();
    }
  }

  /** From now on the output is the task's again. */
  void end() {
    while (!state.compareAndSet(State.ON, State.OFF)) {
      // The alarm is at one system call that never blocks.
      Thread.onSpinWait();
    }
  }

  private void set() {
    isSet = true;
    engine.schedule(new Alarm(engine.nanoTime() + DELAY_NANOS));
  }

  private void ring() {
    isSet = false;
    if (!state.compareAndSet(State.ON, State.SENDING)) {
      return;
    }
    try {
      if (!out.trySend() && !isSet) {
        set();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "responses were not sent early: the task will see why", e);
    } finally {
      state.set(State.ON);
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
