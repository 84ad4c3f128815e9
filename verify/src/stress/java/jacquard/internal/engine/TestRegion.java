package jacquard.internal.engine;

/** A region of a stress test: open until {@link #end}. */
final class TestRegion extends Cancellation {

  static final String WHY = "why";

  private final boolean shield;
  private volatile boolean ended;

  TestRegion() {
    this(false);
  }

  TestRegion(boolean shield) {
    this.shield = shield;
  }

  TestRegion end() {
    ended = true;
    return this;
  }

  @Override
  protected boolean isEnded() {
    return ended;
  }

  @Override
  protected boolean isShield() {
    return shield;
  }

  @Override
  protected InterruptedException interruption(Object cause) {
    return new InterruptedException(cause.toString());
  }
}
