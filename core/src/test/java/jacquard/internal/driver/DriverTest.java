package jacquard.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Wait;
import jacquard.internal.engine.Watch;
import jacquard.internal.queue.Eventually;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: what others do to the channels of a driver is not slept through by the thread that drives.
 *
 * Method: the channels are all there is; no timer and no other channel ends a sleep by chance.
 */
@Timeout(60)
class DriverTest {

  private final long start = System.nanoTime();
  private final Driver driver = new Driver(() -> System.nanoTime() - start, Watch.STALE_MAX);
  private Pipe pipe;

  @BeforeEach
  void open() throws Exception {
    pipe = Pipe.open();
    pipe.source().configureBlocking(false);
  }

  @AfterEach
  void close() throws Exception {
    driver.close();
    pipe.sink().close();
    pipe.source().close();
  }

  /** The holder has seen no channel; before it says that it will sleep, the first one comes. */
  @Test
  void sleep_firstChannelBeforeTheAnnouncement_isNotSleptThrough() throws Exception {
    Sleeper me = new Sleeper(Thread.currentThread(), new AtomicInteger());
    AtomicBoolean overslept = new AtomicBoolean();
    assertThat(driver.tryTake(me)).isTrue();
    Selector polled = driver.poller();

    Watch watch = driver.watch(pipe.source());
    watch.beginRead(new Wait(Strand.current()));
    driver.schedule(
        new Timer(100_000_000) {
          @Override
          public void fire() {
            overslept.set(true);
          }
        });
    for (int i = 0;
        i < 10 && !overslept.get();
        i++) { // the wheel may want to be looked at before it is time
      driver.sleep(polled, me, () -> false);
    }

    assertThat(polled).isNull();
    assertThat(overslept).isFalse();
  }

  /** A selector keeps a cancelled key, its channel and its descriptor until somebody polls. */
  @Test
  void close_whileTheHolderSleeps_letsGoOfTheChannel() throws Exception {
    Holder holder = new Holder();
    holder.start();
    for (int i = 0; i < 100; i++) {
      Watch watch = driver.watch(pipe.source());
      driver.wake();
      Eventually.until(holder.sleeper::isIdle);
      watch.close();
      Eventually.until(() -> !pipe.source().isRegistered());
    }

    assertThat(driver.channels()).isZero();
    holder.end();
  }

  /** Drives until it is told to end. */
  private final class Holder extends Thread {
    private final Sleeper sleeper = new Sleeper(this, new AtomicInteger());
    private volatile boolean ends;

    @Override
    public void run() {
      driver.tryTake(sleeper);
      while (!ends) {
        driver.sleep(sleeper, () -> ends);
      }
      driver.release();
    }

    void end() throws InterruptedException {
      ends = true;
      driver.wake();
      join();
    }
  }
}
