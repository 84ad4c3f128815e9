package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.internal.toy.ToyEngine;
import jacquard.time.Clock;
import jacquard.time.Deadline;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TasksTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private static String user() throws IOException {
    return "ada";
  }

  private static int orders() throws SQLException {
    return 3;
  }

  @Test
  void both_twoValues_areCombined() throws IOException, SQLException, InterruptedException {
    String page = Tasks.both(TasksTest::user, TasksTest::orders, (u, o) -> u + o);

    assertThat(page).isEqualTo("ada3");
  }

  @Test
  void both_withLimit_declaresExactlyWhatTheBranchesThrow()
      throws IOException, SQLException, TimeoutException, InterruptedException {
    String page = Tasks.timeout(LONG, TasksTest::user, TasksTest::orders, (u, o) -> u + o);

    assertThat(page).isEqualTo("ada3");
  }

  @Test
  void both_firstFails_cancelsTheSecond() {
    AtomicReference<Throwable> second = new AtomicReference<>();

    assertThatThrownBy(() ->
            Tasks.both(
                () -> {
                  throw new IOException("first");
                },
                () -> {
                  second.set(catchThrowable(() -> Clock.sleep(LONG)));
                  return 1;
                },
                (_, b) -> b))
        .isInstanceOf(IOException.class)
        .hasMessage("first");
    assertThat(second.get()).isInstanceOf(CancelledException.class);
  }

  @Test
  void both_secondFails_cancelsTheFirst() {
    CountDownLatch asleep = new CountDownLatch(1);

    assertThatThrownBy(() ->
            Tasks.both(
                () -> {
                  asleep.countDown();
                  Clock.sleep(LONG);
                  return 1;
                },
                () -> {
                  asleep.await();
                  throw new IOException("second");
                },
                (a, _) -> a))
        .isInstanceOf(IOException.class)
        .hasMessage("second");
  }

  @Test
  void timeout_waitTooLong_throwsTimeout() {
    assertThatThrownBy(() -> Tasks.timeout(Duration.ofMillis(5), () -> Clock.sleep(LONG)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("deadline of 5 ms passed");
  }

  @Test
  void timeout_inTime_returnsTheValue() throws Exception {
    assertThat(Tasks.<String, RuntimeException>timeout(LONG, () -> "in time")).isEqualTo("in time");
  }

  @Test
  void timeout_innerLonger_outerWins() {
    assertThatThrownBy(() ->
            Tasks.timeout(Duration.ofMillis(5), () -> Tasks.timeout(LONG, () -> Clock.sleep(LONG))))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("deadline of 5 ms passed");
  }

  @Test
  void timeout_innerShorter_outerGoesOn() throws Exception {
    String value =
        Tasks.timeout(
            LONG,
            () -> {
              Throwable inner =
                  catchThrowable(
                      () -> Tasks.timeout(Duration.ofMillis(2), () -> Clock.sleep(LONG)));
              assertThat(inner).isInstanceOf(TimeoutException.class);
              Clock.sleep(Duration.ofMillis(1));
              return "went on";
            });

    assertThat(value).isEqualTo("went on");
  }

  @Test
  void timeout_aroundScope_cancelsItsChildren() {
    AtomicReference<Outcome<?>> child = new AtomicReference<>();

    assertThatThrownBy(() ->
            Tasks.timeout(
                Duration.ofMillis(20),
                () -> Scope.run(s -> s.fork(() -> Clock.sleep(LONG)).onCompletion(child::set))))
        .isInstanceOf(TimeoutException.class);
    assertThat(child.get()).isInstanceOf(Cancelled.class);
  }

  @Test
  void timeout_foreignBlockingCall_isInterrupted() {
    CountDownLatch never = new CountDownLatch(1);

    assertThatThrownBy(() -> Tasks.timeout(Duration.ofMillis(5), () -> never.await()))
        .isInstanceOf(TimeoutException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** The join has the task before it, unbegun: it must not run it on a stack that has to return. */
  @Test
  void timeout_joinOfATaskFromOutside_endsAtTheTimeout() throws Exception {
    ToyEngine.run(
        1,
        () ->
            Scope.run(s -> {
              Task<?> slow = s.fork(() -> Clock.sleep(LONG));
              assertThatThrownBy(() -> Tasks.timeout(Duration.ofMillis(5), () -> slow.join()))
                  .isInstanceOf(TimeoutException.class)
                  .hasMessage("deadline of 5 ms passed");
              slow.cancel("not wanted");
            }));
  }

  @Test
  void timeout_zero_endsTheFirstWait() {
    assertThatThrownBy(() -> Tasks.timeout(Duration.ZERO, () -> Clock.sleep(LONG)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("deadline of 0 s passed");
  }

  @Test
  void deadline_nested_isTheEarlier() throws Exception {
    Duration left =
        Tasks.timeout(
            Duration.ofSeconds(10),
            () ->
                Tasks.<Duration, Exception>timeout(
                    LONG, () -> Deadline.current().orElseThrow().remaining()));

    assertThat(left).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(Deadline.current()).isEmpty();
  }

  @Test
  void deadline_inChild_isTheParents() throws Exception {
    boolean seen =
        Tasks.timeout(
            LONG,
            () ->
                Scope.<Boolean, RuntimeException>call(
                    s -> s.fork(() -> Deadline.current().isPresent()).join()));

    assertThat(seen).isTrue();
  }

  @Test
  void shielded_inCancelledScope_mayWait() throws Exception {
    AtomicReference<String> cleaned = new AtomicReference<>();

    Scope.run(s -> {
      CountDownLatch asleep = new CountDownLatch(1);
      Task<?> task =
          s.fork(() -> {
            try {
              asleep.countDown();
              Clock.sleep(LONG);
            } finally {
              Tasks.shielded(
                  Duration.ofSeconds(20),
                  () -> {
                    Clock.sleep(Duration.ofMillis(2));
                    cleaned.set("yes");
                  });
            }
          });
      asleep.await();
      task.cancel("enough");
    });

    assertThat(cleaned).hasValue("yes");
  }

  @Test
  void shielded_graceOver_isCancelled() {
    assertThatThrownBy(() -> Tasks.shielded(Duration.ofMillis(5), () -> Clock.sleep(LONG)))
        .isInstanceOf(CancelledException.class)
        .hasMessage("deadline of 5 ms passed");
  }

  @Test
  void firstSuccess_oneAnswers_othersAreCancelled() throws Exception {
    AtomicInteger cancelled = new AtomicInteger();
    CountDownLatch asleep = new CountDownLatch(2);

    String value =
        Tasks.firstSuccess(
            List.of("slow", "fast", "slower"),
            name -> {
              if (name.equals("fast")) {
                asleep.await();
                return name;
              }
              try {
                asleep.countDown();
                Clock.sleep(LONG);
                return name;
              } catch (CancelledException e) {
                cancelled.incrementAndGet();
                throw e;
              }
            });

    assertThat(value).isEqualTo("fast");
    assertThat(cancelled).hasValue(2);
  }

  @Test
  void firstSuccess_someFail_theSuccessWins() throws Exception {
    String value =
        Tasks.firstSuccess(
            List.of(1, 2, 3),
            n -> {
              if (n != 2) {
                throw new IOException("no " + n);
              }
              return "two";
            });

    assertThat(value).isEqualTo("two");
  }

  @Test
  void firstSuccess_allFail_throwsTheFirstWithTheOthersSuppressed() {
    Throwable thrown =
        catchThrowable(() ->
            Tasks.firstSuccess(
                List.of(1, 2, 3),
                n -> {
                  throw new IOException("no " + n);
                }));

    assertThat(thrown).isInstanceOf(IOException.class).hasMessage("no 1");
    assertThat(thrown.getSuppressed()).hasSize(2);
  }

  @Test
  void firstSuccess_nothingToTry_isAnError() {
    assertThatThrownBy(() -> Tasks.firstSuccess(List.<Integer>of(), n -> n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("firstSuccess needs 1 try or more, was given none");
  }

  @Test
  void mapParallel_manyItems_keepsOrderAndLimit() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    List<Integer> squares =
        Tasks.mapParallel(
            4,
            IntStream.range(0, 200).boxed().toList(),
            n -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Tasks.yield();
              running.decrementAndGet();
              return n * n;
            });

    assertThat(squares).hasSize(200).startsWith(0, 1, 4, 9).endsWith(199 * 199);
    assertThat(most.get()).isBetween(1, 4);
  }

  @Test
  void mapParallel_failure_cancelsTheRest() {
    AtomicInteger done = new AtomicInteger();

    assertThatThrownBy(() ->
            Tasks.mapParallel(
                2,
                IntStream.range(0, 1000).boxed().toList(),
                n -> {
                  if (n == 3) {
                    throw new IOException("three");
                  }
                  Clock.sleep(Duration.ofMillis(1));
                  return done.incrementAndGet();
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("three");
    assertThat(done.get()).isLessThan(900);
  }

  @Test
  void mapParallel_noLimit_isAnError() {
    assertThatThrownBy(() -> Tasks.mapParallel(0, List.of(1), n -> n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mapParallel needs a limit of 1 or more, was 0");
  }

  @Test
  void taskLocal_bound_isSeenByChildrenAndOnlyWithin() throws Exception {
    TaskLocal<String> tenant = TaskLocal.of("none");

    String seen =
        tenant.bind(
            "acme",
            () ->
                Scope.<String, RuntimeException>call(s -> {
                  Task<String> child = s.fork(tenant::get);
                  Task<String> rebound = s.fork(() -> tenant.bind("other", tenant::get));
                  return child.join() + rebound.join() + tenant.get();
                }));

    assertThat(seen).isEqualTo("acmeotheracme");
    assertThat(tenant.get()).isEqualTo("none");
  }

  @Test
  void describeEngine_here_namesTheEngineAskedFor() throws Exception {
    String asked = System.getProperty("jacquard.engine", "");

    assertThat(Tasks.describeEngine()).startsWith(asked).contains("engine");
  }
}
