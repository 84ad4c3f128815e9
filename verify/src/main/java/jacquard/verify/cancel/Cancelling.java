package jacquard.verify.cancel;

import jacquard.verify.evidence.EngineUnderTest;
import jacquard.verify.evidence.Evidence;
import jacquard.verify.evidence.Figure;
import jacquard.verify.evidence.Option;
import jacquard.verify.evidence.Order;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every waiting method, cancelled at every wait. A round has some tasks wait in one way, cancels
 * most of them at times that chance draws, lets the others end, and checks the books: what was
 * given was taken, once; what reports that it was cancelled had no effect; permits are back, locks
 * are free, children have ended. After the rounds of one way, the objects and descriptors that are
 * left are counted.
 */
public final class Cancelling implements Evidence {

  private static final Duration USUAL = Duration.ofMinutes(2);

  /** Beyond its time, a way to wait is given so much longer; then it is stuck. */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(20);

  /** A way to wait that has less time is not counted by itself: only all of them, in the end. */
  private static final long COUNTED_EACH_NANOS = 500_000_000;

  /** Rounds before the first count: classes are loaded and pools filled. */
  private static final int WARM_UP_ROUNDS = 30;

  /** For {@code Main}. */
  public Cancelling() {}

  @Override
  public String name() {
    return "cancel";
  }

  @Override
  public String proves() {
    return "a cancelled wait loses, doubles, leaks and hangs nothing";
  }

  @Override
  public String takes() {
    return "about " + USUAL.toMinutes() + " minutes";
  }

  private static List<Waiting> ways() {
    return Stream.of(
            ChannelWaits.all(),
            HandlerWaits.all(),
            LockWaits.all(),
            TaskWaits.all(),
            TcpWaits.all(),
            HttpWaits.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.MINUTES, Option.ENGINE, Option.ONLY, Option.SEED);
  }

  @Override
  public Figure gather(Order order) throws Exception {
    Tally tally = new Tally();
    List<Waiting> ways = ways().stream().filter(way -> order.wants(way.name())).toList();
    if (ways.isEmpty()) {
      return new Figure(false, "0 ways to wait: none is found by " + order.only());
    }
    long nanos = order.time().orElse(USUAL).toNanos() / ways.size() / order.engines().size();
    for (String engine : order.engines()) {
      gather(EngineUnderTest.named(engine), ways, nanos, order.seed(), tally);
    }
    boolean waited = tally.cancelled.sum() > 0;
    return new Figure(
        waited && tally.isClean(), "%s; %d ways to wait".formatted(tally, ways.size()));
  }

  private static void gather(
      EngineUnderTest started, List<Waiting> ways, long nanos, long seed, Tally tally)
      throws Exception {
    EngineUnderTest engine = started;
    SplittableRandom seeds = new SplittableRandom(seed);
    for (Waiting way : ways) { // opens what an engine keeps open: selectors, pools
      Rounds first = new Rounds(way, seeds.split(), tally);
      if (!engine.run(STUCK_AFTER, () -> first.run(1))) {
        stuck(first, tally);
        engine = EngineUnderTest.named(engine.name());
      }
    }
    Leftovers all = Leftovers.now();
    for (Waiting way : ways) {
      long before = tally.cancelled.sum();
      boolean ended = gather(engine, way, nanos, seeds.nextLong(), tally);
      System.out.printf(
          "  %-7s %-38s %,12d cancelled%s%n",
          engine.name(), way.name(), tally.cancelled.sum() - before, ended ? "" : "  STUCK");
      for (String fault : tally.takeFaults()) {
        System.out.println("    " + fault);
      }
      engine = ended ? engine : EngineUnderTest.named(engine.name());
    }
    if (nanos < COUNTED_EACH_NANOS) {
      all.compare(tally);
    }
  }

  private static boolean gather(
      EngineUnderTest engine, Waiting way, long nanos, long seed, Tally tally) throws Exception {
    SplittableRandom seeds = new SplittableRandom(seed);
    Rounds warmUp = new Rounds(way, seeds.split(), tally);
    if (!engine.run(STUCK_AFTER, () -> warmUp.run(WARM_UP_ROUNDS))) {
      return stuck(warmUp, tally);
    }
    boolean countsEach = nanos >= COUNTED_EACH_NANOS;
    @Nullable Leftovers before = countsEach ? Leftovers.now() : null;
    Rounds rounds = new Rounds(way, seeds, tally);
    if (!engine.run(STUCK_AFTER.plusNanos(nanos), () -> rounds.runFor(nanos))) {
      return stuck(rounds, tally);
    }
    if (before != null) {
      before.compare(tally);
    }
    return true;
  }

  private static boolean stuck(Rounds rounds, Tally tally) {
    tally.fault(tally.stuck, 1, "stuck in the round of seed " + rounds.seed());
    return false;
  }

  /** The rounds of one way to wait, one after the other. */
  private static final class Rounds {
    private final Waiting way;
    private final SplittableRandom seeds;
    private final Tally tally;
    private volatile long seed;

    Rounds(Waiting way, SplittableRandom seeds, Tally tally) {
      this.way = way;
      this.seeds = seeds;
      this.tally = tally;
    }

    /** The seed of the round that runs, or ran last. */
    long seed() {
      return seed;
    }

    void run(int times) throws Exception {
      for (int i = 0; i < times; i++) {
        runOne();
      }
    }

    void runFor(long nanos) throws Exception {
      long start = System.nanoTime();
      while (System.nanoTime() - start < nanos) {
        runOne();
      }
    }

    private void runOne() throws Exception {
      seed = seeds.nextLong();
      way.round().run(new Chance(seed), tally);
    }
  }
}
