package jacquard.process;

import jacquard.internal.engine.Engine;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signals that ask a process to end, and who waits for one. */
/*
 * Signals belong to the process, so there is one of these.
 *
 *     DEFAULT ──first await──▶ TAKEN ──signal──▶ ASKED ──signal──▶ halt
 *        ◀──last wait cancelled──┘
 *
 * Who may touch what: every field is guarded by `this`, which is never held while waiting. The
 * handlers run on threads that the JVM makes for them.
 *
 * Proved by: ShutdownTest, in child processes.
 */
final class Signals {

  static final Signals PROCESS = new Signals();

  private static final System.Logger LOG = System.getLogger("jacquard.process");

  /** What to take, with the exit code of a process that the signal killed. */
  private static final Map<String, Integer> EXIT_CODES = Map.of("TERM", 128 + 15, "INT", 128 + 2);

  private final List<Wait> waits = new ArrayList<>();
  private final Map<String, Object> previous = new HashMap<>();
  private @Nullable JvmSignals taken;
  private boolean expected;
  private boolean asked;
  private long forceAtNanos;

  private Signals() {}

  /** Takes the signals for good: one that comes before the first await is kept for it. */
  synchronized void expect() {
    expected = true;
    take(Strand.current().engine());
  }

  void await() throws InterruptedException {
    Strand strand = Strand.current();
    strand.checkCancelled();
    Wait wait = new Wait(strand);
    if (!enlist(wait)) {
      return;
    }
    try {
      wait.await();
    } finally {
      dismiss(wait);
    }
  }

  /** Whether the signals come here now; for tests. */
  synchronized boolean isTaken() {
    return taken != null;
  }

  private synchronized boolean enlist(Wait wait) {
    if (asked) {
      return false;
    }
    take(wait.strand().engine());
    waits.add(wait);
    return true;
  }

  private synchronized void dismiss(Wait wait) {
    waits.remove(wait);
    JvmSignals signals = taken;
    if (waits.isEmpty() && !asked && !expected && signals != null) {
      previous.forEach(signals::restore);
      previous.clear();
      taken = null;
    }
  }

  private void take(Engine engine) {
    if (taken != null) {
      return;
    }
    try {
      JvmSignals signals = JvmSignals.find();
      taken = signals;
      EXIT_CODES.forEach((name, exitCode) -> take(engine, signals, name, exitCode));
    } catch (ReflectiveOperationException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "signals end this process without a drain: its runtime image has no jdk.unsupported",
          e);
    }
  }

  private void take(Engine engine, JvmSignals signals, String name, int exitCode) {
    try {
      previous.put(name, signals.handle(name, () -> ask(engine, exitCode)));
    } catch (IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "SIG{0} ends this process without a drain: {1}",
          name,
          e.getMessage());
    }
  }

  private synchronized void ask(Engine engine, int exitCode) {
    long now = engine.nanoTime();
    if (!asked) {
      asked = true;
      forceAtNanos = now + Shutdown.FORCE_AFTER_MILLIS * 1_000_000;
      waits.forEach(wait -> wait.commit(Wait.DONE));
    } else if (now - forceAtNanos >= 0) {
      Runtime.getRuntime().halt(exitCode);
    }
  }
}
