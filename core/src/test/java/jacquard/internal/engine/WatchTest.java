package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules by which a watch keeps and drops its interest; one thread plays both sides. */
@Timeout(20)
class WatchTest {

  /** Whose poller finds the channel readable, some times in a row, as soon as it is armed. */
  private static class HandWatch extends Watch {
    private volatile int interest;
    private int eventsOnceArmed;

    HandWatch(int staleMax, int eventsOnceArmed) {
      super(SelectionKey.OP_READ, staleMax);
      this.eventsOnceArmed = eventsOnceArmed;
    }

    @Override
    protected int armed() {
      return interest;
    }

    @Override
    protected void arm(int ops) {
      interest |= ops;
      for (; eventsOnceArmed > 0; eventsOnceArmed--) {
        ready(SelectionKey.OP_READ);
      }
    }

    @Override
    protected void disarm(int ops) {
      interest &= ~ops;
    }

    @Override
    protected void release() {}
  }

  /** Whose poller is about to disarm for a stale event, while its reader goes on. */
  private static final class OvertakenWatch extends HandWatch {
    private final Thread poller = new Thread(this::readyTwice);
    private final CountDownLatch disarms = new CountDownLatch(1);
    private final CountDownLatch readerWentOn = new CountDownLatch(1);

    OvertakenWatch() {
      super(0, 0);
    }

    private void readyTwice() {
      ready(SelectionKey.OP_READ);
      ready(SelectionKey.OP_READ);
    }

    @Override
    protected void arm(int ops) {
      super.arm(ops);
      poller.start();
      await(disarms);
    }

    @Override
    protected void disarm(int ops) {
      disarms.countDown();
      await(readerWentOn);
      super.disarm(ops);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void ready_nobodyReads_disarmsAndRunsTheActionOnce() {
    HandWatch watch = new HandWatch(Watch.STALE_MAX, 0);
    AtomicInteger ran = new AtomicInteger();
    watch.onUnattended(ran::incrementAndGet);
    assertThat(watch.interest).isEqualTo(SelectionKey.OP_READ);
    watch.ready(SelectionKey.OP_READ);
    assertThat(watch.interest).isZero();
    assertThat(ran).hasValue(1);
  }

  @Test
  void ready_againBeforeTheTaskReads_othersRunIt_disarmsAtOnce() throws Exception {
    assertThat(interestAfter(0, 1)).isEqualTo(SelectionKey.OP_READ);
    assertThat(interestAfter(0, 2)).isZero();
  }

  @Test
  void ready_againBeforeTheTaskReads_pollerRunsIt_disarmsAfterMany() throws Exception {
    assertThat(interestAfter(Watch.STALE_MAX, 1 + Watch.STALE_MAX)).isEqualTo(SelectionKey.OP_READ);
    assertThat(interestAfter(Watch.STALE_MAX, 2 + Watch.STALE_MAX)).isZero();
  }

  @Test
  void ready_againBeforeTheTaskReads_disarmsAndRunsTheAction() throws Exception {
    HandWatch watch = new HandWatch(0, 2);
    AtomicInteger ran = new AtomicInteger();
    watch.interest = SelectionKey.OP_READ;
    watch.onUnattended(ran::incrementAndGet);
    watch.interest = 0;
    assertThat(watch.awaitReadable(Context.NEVER)).isTrue();
    assertThat(watch.interest).isZero();
    assertThat(ran).hasValue(1);
  }

  @Test
  void ready_staleWhileTheReaderGoesOn_runsTheActionThatItLeft() throws Exception {
    OvertakenWatch watch = new OvertakenWatch();
    AtomicInteger ran = new AtomicInteger();
    assertThat(watch.awaitReadable(Context.NEVER)).isTrue();
    watch.onUnattended(ran::incrementAndGet);
    watch.readerWentOn.countDown();
    watch.poller.join();
    assertThat(ran).hasValue(1);
  }

  @Test
  void beginRead_readyBeforeItReturns_isCommittedAndFreesTheSide() throws Exception {
    HandWatch watch = new HandWatch(0, 1);
    Wait wait = new Wait(Strand.current());
    watch.beginRead(wait);
    assertThat(wait.outcome()).isSameAs(Wait.DONE);
    assertThat(watch.pendingRead()).isSameAs(wait);
    assertThatThrownBy(() -> watch.beginRead(new Wait(Strand.current())))
        .isInstanceOf(IllegalStateException.class);
    watch.endRead(wait);
    assertThat(watch.pendingRead()).isNull();
  }

  @Test
  void beginRead_closedMeanwhileOrBefore_isTold() throws Exception {
    HandWatch watch = new HandWatch(0, 0);
    Wait wait = new Wait(Strand.current());
    watch.beginRead(wait);
    watch.close();
    assertThat(wait.isPending()).isFalse();
    assertThat(wait.outcome()).isNotIn(Wait.DONE, Wait.TIMED_OUT, Wait.CANCELLED);
    Wait late = new Wait(Strand.current());
    assertThatThrownBy(() -> watch.beginRead(late)).isInstanceOf(AsynchronousCloseException.class);
    assertThat(watch.pendingRead()).isNull();
  }

  private static int interestAfter(int staleMax, int events) throws Exception {
    HandWatch watch = new HandWatch(staleMax, events);
    assertThat(watch.awaitReadable(Context.NEVER)).isTrue();
    return watch.interest;
  }
}
