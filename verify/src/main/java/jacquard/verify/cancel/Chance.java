package jacquard.verify.cancel;

import jacquard.task.Tasks;
import java.util.SplittableRandom;

/** The choices of a round, from its seed: who is cancelled, and when. Used by one task. */
final class Chance {

  /** Longest pause: 2^11 spins, some microseconds; then as many switches to other tasks. */
  private static final int SPINS_LOG_MAX = 11;

  private static final int YIELDS_MAX = 4;

  private final long seed;
  private final SplittableRandom random;

  Chance(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  long seed() {
    return seed;
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in {@code times}. */
  boolean once(int times) {
    return random.nextInt(times) == 0;
  }

  /** The choices of another task. */
  Chance split() {
    return new Chance(random.nextLong());
  }

  /** Lets time pass, or others: nothing, a few instructions, or some turns of the engine. */
  void pause() {
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> yields(1 + random.nextInt(YIELDS_MAX));
      default -> spins(random.nextInt(1 << random.nextInt(SPINS_LOG_MAX + 1)));
    }
  }

  /** Lets more time pass than most pauses of others: for whoever the victims wait for. */
  void dawdle() {
    for (int i = random.nextInt(8); i > 0; i--) {
      pause();
    }
  }

  private static void spins(int count) {
    for (int i = 0; i < count; i++) {
      Thread.onSpinWait();
    }
  }

  private static void yields(int count) {
    for (int i = 0; i < count; i++) {
      Tasks.yield();
    }
  }
}
