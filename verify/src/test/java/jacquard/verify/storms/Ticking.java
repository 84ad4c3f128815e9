package jacquard.verify.storms;

import jacquard.internal.driver.Driver;
import jacquard.internal.engine.Context;
import jacquard.internal.engine.Timer;
import jacquard.internal.wheel.TimerWheel;
import java.util.function.Consumer;

/**
 * A server's timers, without the server: one that ticks, and one of a connection that waits for
 * long. When what turns them is compiled, the connection ends, and the tick is alone. The program
 * of {@link TickTest}.
 */
final class Ticking {
  private static final long TURN_NANOS = 100_000;
  private static final long TICK_NANOS = 10_000_000;
  private static final int TURNS_BUSY = 200_000;
  private static final int TURNS_IDLE = 1_000;

  private long nanos;

  private Ticking() {}

  /** Turns {@code driver}'s timers, or those of {@code twin}. */
  public static void main(String[] arguments) {
    Ticking ticking = new Ticking();
    switch (arguments[0]) {
      case "driver" -> ticking.turnDriver();
      case "twin" -> ticking.turnTwin();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private void turnDriver() {
    Driver driver = new Driver(() -> nanos, 0);
    turn(driver::schedule, Driver::cancel, driver::turn);
  }

  private void turnTwin() {
    Counting twin = new Counting();
    turn(twin.wheel::insert, twin.wheel::remove, () -> twin.fireDue(nanos));
  }

  private void turn(Consumer<Timer> schedule, Consumer<Timer> cancel, Runnable turn) {
    Timer connection = new Rare();
    schedule.accept(connection);
    schedule.accept(new Tick(schedule));
    turn(TURNS_BUSY, turn);
    cancel.accept(connection);
    turn(TURNS_IDLE, turn);
  }

  private void turn(int times, Runnable turn) {
    for (int i = 0; i < times; i++) {
      nanos += TURN_NANOS;
      turn.run();
    }
  }

  /** The weakened twin: it ends when it has fired as many as there were. */
  private static final class Counting {
    private final TimerWheel wheel = new TimerWheel(0);

    private void fireDue(long now) {
      for (int left = wheel.size(); left > 0; left--) {
        Timer due = wheel.poll(now);
        if (due == null) {
          return;
        }
        due.fire();
      }
    }
  }

  private static final class Rare extends Timer {
    Rare() {
      super(Context.NEVER);
    }

    @Override
    public void fire() {
      throw new AssertionError("never due");
    }
  }

  private final class Tick extends Timer {
    private final Consumer<Timer> schedule;

    Tick(Consumer<Timer> schedule) {
      super(nanos + TICK_NANOS);
      this.schedule = schedule;
    }

    @Override
    public void fire() {
      schedule.accept(new Tick(schedule));
    }
  }
}
