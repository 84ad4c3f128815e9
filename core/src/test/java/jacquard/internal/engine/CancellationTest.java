package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CancellationTest {

  /** A region that counts how often it was told. */
  private static final class Place extends Cancellation {
    private final boolean shield;
    private volatile boolean ended;

    Place(boolean shield) {
      this.shield = shield;
    }

    Place() {
      this(false);
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
      return new InterruptedException("because " + cause);
    }
  }

  @Test
  void cancel_twice_keepsTheFirstCause() {
    Place place = new Place();

    assertThat(place.cancel("first")).isTrue();
    assertThat(place.cancel("second")).isFalse();
    assertThat(place.cause()).isEqualTo("first");
  }

  @Test
  void cancel_treeDeeperThanAnyStack_reachesTheDeepest() {
    Place root = new Place();
    Place deepest = root;
    for (int i = 0; i < 500_000; i++) {
      Place child = new Place();
      deepest.adopt(child);
      deepest = child;
    }

    root.cancel("enough");

    assertThat(deepest.cause()).isEqualTo("enough");
  }

  @Test
  void cancel_parent_reachesAllBelowButNotBehindAShield() {
    Place root = new Place();
    Place child = new Place();
    Place grandchild = new Place();
    Place shield = new Place(true);
    Place behind = new Place();
    root.adopt(child);
    child.adopt(grandchild);
    child.adopt(shield);
    shield.adopt(behind);

    root.cancel("stop");

    assertThat(List.of(child, grandchild)).allMatch(Cancellation::isCancelled);
    assertThat(List.of(shield, behind)).noneMatch(Cancellation::isCancelled);
  }

  @Test
  void adopt_inCancelledRegion_cancelsTheChild() {
    Place root = new Place();
    root.cancel("stop");
    Place late = new Place();
    Place shield = new Place(true);

    root.adopt(late);
    root.adopt(shield);

    assertThat(late.cause()).isEqualTo("stop");
    assertThat(shield.isCancelled()).isFalse();
  }

  @Test
  void adopt_manyThatEnd_forgetsThemAndKeepsTheLiving() {
    Place root = new Place();
    List<Place> living = new ArrayList<>();
    WeakReference<Place> ended = adoptEnded(root);
    for (int i = 0; i < 100_000; i++) {
      Place child = new Place();
      child.ended = i % 1000 != 0;
      if (!child.ended) {
        living.add(child);
      }
      root.adopt(child);
    }

    assertCollected(ended);
    root.cancel("stop");

    assertThat(living).hasSize(100).allMatch(Cancellation::isCancelled);
  }

  private static WeakReference<Place> adoptEnded(Cancellation parent) {
    Place child = new Place();
    child.ended = true;
    parent.adopt(child);
    return new WeakReference<>(child);
  }

  private static void assertCollected(WeakReference<?> forgotten) {
    while (forgotten.get() != null) {
      System.gc();
    }
  }

  /** One sweep is not the last: what ends after it is forgotten by the next. */
  @Test
  void adopt_afterAFirstSweep_forgetsThoseThatEndLater() {
    Place root = new Place();
    for (int i = 0; i < 1_000; i++) {
      adoptEnded(root);
    }
    WeakReference<Place> later = adoptEnded(root);
    for (int i = 0; i < 1_000; i++) {
      adoptEnded(root);
    }

    assertCollected(later);
    assertThat(root.isCancelled()).isFalse();
  }

  /** A task that somebody keeps would keep those that came before it. */
  @Test
  void adopt_endedChildThatIsKept_holdsNoOlderOne() {
    Place root = new Place();
    WeakReference<Place> older = adoptEnded(root);
    Place kept = new Place();
    kept.ended = true;
    root.adopt(kept);
    for (int i = 0; i < 1_000; i++) {
      adoptEnded(root);
    }

    assertCollected(older);
    assertThat(kept.isCancelled()).isFalse();
    assertThat(root.isCancelled()).isFalse();
  }

  /** I4, by exit. */
  @Test
  void exit_regionThatIsKept_holdsNoChild() {
    Place kept = new Place();
    Strand strand = Strand.current();
    Cancellation outer = kept.enter(strand);
    WeakReference<Place> child = adoptEnded(kept);
    kept.exit(strand, outer);

    assertCollected(child);
    assertThat(kept.isCancelled()).isFalse();
  }

  /** I4, by leave. */
  @Test
  void leave_regionThatIsKept_holdsNoChild() {
    OncePlace kept = new OncePlace();
    Strand strand = Strand.current();
    Cancellation outer = strand.node();
    assertThat(kept.tryEnter(strand)).isTrue();
    kept.entered(strand, outer);
    WeakReference<Place> child = adoptEnded(kept);
    kept.leave(strand, outer);
    kept.ended = true;
    kept.left(strand, outer);

    assertCollected(child);
    assertThat(kept.isCancelled()).isFalse();
  }

  /** A place that is entered once, and says who lives. */
  private static final class OncePlace extends Cancellation {
    private boolean ended;
    private int live = -1;

    @Override
    protected boolean isEnded() {
      return ended;
    }

    @Override
    protected int liveChildren() {
      return live;
    }

    @Override
    protected InterruptedException interruption(Object cause) {
      return new InterruptedException(cause.toString());
    }
  }

  @Test
  void left_regionThatIsKept_letsGoOfItsStrand() throws Exception {
    OncePlace kept = new OncePlace();
    WeakReference<Strand> strand = enterAndLeave(kept);

    assertCollected(strand);
    assertThat(kept.isEntered()).isTrue();
    assertThat(kept.cancel("late")).isTrue();
  }

  private static WeakReference<Strand> enterAndLeave(OncePlace place) throws Exception {
    Strand strand = new Strand(Strand.current().engine(), Thread.currentThread(), false);
    Cancellation outer = strand.node();
    assertThat(place.tryEnter(strand)).isTrue();
    place.entered(strand, outer);
    place.leave(strand, outer);
    place.ended = true;
    place.left(strand, outer);
    assertThat(place.tryEnter(strand)).isFalse();
    assertThat(strand.node()).isSameAs(outer);
    return new WeakReference<>(strand);
  }

  /** Fewer live than before: the list follows them, and not their number at its peak. */
  @Test
  void adopt_afterAPeak_forgetsThoseThatEnded() {
    OncePlace root = new OncePlace();
    List<OncePlace> peak = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      root.live = i;
      OncePlace child = new OncePlace();
      peak.add(child);
      root.adopt(child);
    }
    WeakReference<OncePlace> first = new WeakReference<>(peak.getFirst());
    peak.forEach(child -> child.ended = true);
    peak.clear();
    root.live = 1;
    for (int i = 0; i < 64; i++) {
      root.adopt(new OncePlace());
    }

    assertCollected(first);
    assertThat(root.isCancelled()).isFalse();
  }

  @Test
  void cancel_whileWaiting_endsTheWaitWithTheCause() throws Exception {
    Place place = new Place();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Strand> waiter = new AtomicReference<>();
    Thread thread =
        new Thread(() -> {
          Strand strand = Strand.current();
          Cancellation outer = place.enter(strand);
          Wait wait = new Wait(strand);
          waiter.set(strand);
          thrown.set(catchThrowable(wait::await));
          place.exit(strand, outer);
        });
    thread.start();
    while (waiter.get() == null || waiter.get().lastWait() == null) {
      Thread.onSpinWait();
    }

    place.cancel("enough");
    thread.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class).hasMessage("because enough");
  }

  @Test
  void enter_cancelledRegion_interruptsAndExitTakesItBack() {
    Place place = new Place();
    place.cancel("before");
    Strand strand = Strand.current();

    Cancellation outer = place.enter(strand);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    place.exit(strand, outer);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** The canceller's interrupt races the exit: after the exit there must be none, ever. */
  @Test
  void exit_racingACancel_leavesNoInterrupt() throws Exception {
    int rounds = 20_000;
    AtomicReference<Place> current = new AtomicReference<>();
    CyclicBarrier start = new CyclicBarrier(2);
    CyclicBarrier end = new CyclicBarrier(2);
    Thread canceller =
        new Thread(() -> {
          var _ =
              catchThrowable(() -> {
                for (int i = 0; i < rounds; i++) {
                  start.await();
                  current.get().cancel(i);
                  end.await();
                }
              });
        });
    Strand strand = Strand.current();
    int stray = 0;
    canceller.start();
    for (int i = 0; i < rounds; i++) {
      Place place = new Place();
      current.set(place);
      start.await();
      Cancellation outer = place.enter(strand);
      place.exit(strand, outer);
      if (Thread.currentThread().isInterrupted()) {
        stray++;
        Thread.interrupted();
      }
      end.await();
      if (Thread.interrupted()) {
        stray++;
      }
    }
    canceller.join();

    assertThat(stray).isZero();
  }

  @Test
  void awaitUncancelled_cancelledMeanwhile_waitsOnAndMeetsItAfter() throws Exception {
    Place place = new Place();
    AtomicReference<Object> outcome = new AtomicReference<>();
    AtomicReference<Throwable> next = new AtomicReference<>();
    AtomicReference<Wait> closing = new AtomicReference<>();
    Thread thread =
        new Thread(() -> {
          Strand strand = Strand.current();
          Cancellation outer = place.enter(strand);
          Wait wait = new Wait(strand);
          closing.set(wait);
          outcome.set(wait.awaitUncancelled());
          next.set(catchThrowable(() -> new Wait(strand).await()));
          place.exit(strand, outer);
        });
    thread.start();
    while (closing.get() == null || LockSupport.getBlocker(thread) == null) {
      Thread.onSpinWait();
    }

    place.cancel("meanwhile");
    closing.get().commit(Wait.DONE);
    thread.join();

    assertThat(outcome.get()).isSameAs(Wait.DONE);
    assertThat(next.get()).hasMessage("because meanwhile");
  }

  /*
   * Goal: a stack that runs out while a cancel is delivered leaves the strand's lock free: who finds
   * it taken spins for ever, and that is the strand itself, further up.
   *
   * Method: first the compiler takes the lock into deliver, where it needs no room any more; then
   * the stack ends at another instruction each time.
   */
  @Test
  void cancel_stackRunsOutWhileDelivered_leavesTheStrandFree() throws InterruptedException {
    List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              Strand strand = Strand.current();
              for (int i = 0; i < 50_000; i++) {
                cancelHere(strand);
                Thread.interrupted();
              }
              for (int i = 0; i < 300; i++) {
                try {
                  cancelAfter(i, strand);
                } catch (StackOverflowError _) {
                  if (strand.isHeld()) {
                    taken.add(i);
                    strand.unlock();
                  }
                }
              }
            });
    thread.start();
    thread.join();
    assertThat(taken).isEmpty();
  }

  private static int cancelAfter(int padding, Strand strand) {
    return padding == 0 ? cancelDeeper(strand) : cancelAfter(padding - 1, strand) + 1;
  }

  @SuppressWarnings("InfiniteRecursion") // until the stack ends
  private static int cancelDeeper(Strand strand) {
    cancelHere(strand);
    return cancelDeeper(strand) + 1;
  }

  private static void cancelHere(Strand strand) {
    Place place = new Place();
    Cancellation outer = place.enter(strand);
    place.cancel("now");
    place.exit(strand, outer);
  }
}
