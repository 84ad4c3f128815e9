package jacquard.verify.stress;

import java.time.Duration;

/** Ends a JCStress that says nothing for too long: a lost wake-up makes a test hang for ever. */
final class Watchdog extends Thread {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Process jcstress;
  private final Duration patience;
  private final Verdicts verdicts;

  Watchdog(Process jcstress, Duration patience, Verdicts verdicts) {
    super("stress-watchdog");
    this.jcstress = jcstress;
    this.patience = patience;
    this.verdicts = verdicts;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      while (jcstress.isAlive()) {
        Thread.sleep(LOOK);
        if (System.nanoTime() - verdicts.quietSince() > patience.toNanos()) {
          end();
          return;
        }
      }
    } catch (InterruptedException _) {
      // JCStress has ended
    }
  }

  private void end() {
    verdicts.hangs();
    System.out.println("a test hangs: no verdict for " + patience.toSeconds() + " s");
    jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
    jcstress.destroyForcibly();
  }
}
