package jacquard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.chan.Channel;
import jacquard.sync.Mutex;
import jacquard.time.Clock;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void call_bodyOnly_returnsItsValueOnTheCallersThread() throws Exception {
    Thread caller = Thread.currentThread();

    Thread body = Scope.call(_ -> Thread.currentThread());

    assertThat(body).isSameAs(caller);
  }

  @Test
  void call_children_areJoinedForTheirValues() throws Exception {
    int sum =
        Scope.call(s -> {
          Task<Integer> one = s.fork(() -> 1);
          Task<Integer> two = s.fork(() -> 2);
          return one.join() + two.join();
        });

    assertThat(sum).isEqualTo(3);
  }

  @Test
  void run_unjoinedChildren_haveEndedWhenItReturns() throws Exception {
    AtomicInteger ended = new AtomicInteger();

    Scope.run(s -> {
      for (int i = 0; i < 100; i++) {
        s.fork(() -> {
          Clock.sleep(Duration.ofMillis(1));
          ended.incrementAndGet();
        });
      }
    });

    assertThat(ended).hasValue(100);
  }

  @Test
  void run_childFails_throwsTheOriginalException() {
    IOException broken = new IOException("disk");

    assertThatThrownBy(() ->
            Scope.run(s -> {
              s.fork(() -> {
                throw broken;
              });
            }))
        .isSameAs(broken);
  }

  @Test
  void run_childFails_cancelsSiblingsAndBody() {
    AtomicReference<Throwable> sibling = new AtomicReference<>();
    AtomicReference<Throwable> body = new AtomicReference<>();
    CountDownLatch asleep = new CountDownLatch(1);

    assertThatThrownBy(() ->
            Scope.run(
                "page",
                s -> {
                  s.fork(() -> {
                    asleep.countDown();
                    sibling.set(catchThrowable(() -> Clock.sleep(LONG)));
                  });
                  s.fork(() -> {
                    asleep.await();
                    throw new IOException("disk");
                  });
                  body.set(catchThrowable(() -> Clock.sleep(LONG)));
                }))
        .isInstanceOf(IOException.class);

    assertThat(sibling.get())
        .isInstanceOf(CancelledException.class)
        .hasMessage("scope 'page' failed: java.io.IOException: disk");
    assertThat(body.get()).isInstanceOf(CancelledException.class);
  }

  @Test
  void run_bodyFails_cancelsChildrenAndThrowsIt() {
    AtomicReference<Throwable> child = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);

    assertThatThrownBy(() ->
            Scope.run(s -> {
              s.fork(() -> {
                started.countDown();
                child.set(catchThrowable(() -> Clock.sleep(LONG)));
              });
              started.await();
              throw new IOException("body");
            }))
        .isInstanceOf(IOException.class)
        .hasMessage("body");

    assertThat(child.get()).isInstanceOf(CancelledException.class);
  }

  @Test
  void run_twoFailures_laterOneIsSuppressed() {
    CountDownLatch first = new CountDownLatch(1);

    Throwable thrown =
        catchThrowable(() ->
            Scope.run(s -> {
              s.fork(() -> {
                try {
                  first.countDown();
                  Clock.sleep(LONG);
                } finally {
                  throwIo("second");
                }
              });
              s.fork(() -> {
                first.await();
                throwIo("first");
              });
            }));

    assertThat(thrown).hasMessage("first");
    assertThat(thrown.getSuppressed()).hasSize(1);
    assertThat(thrown.getSuppressed()[0]).hasMessage("second");
  }

  private static void throwIo(String message) throws IOException {
    throw new IOException(message);
  }

  @Test
  void run_childThrowsError_isRethrown() {
    assertThatThrownBy(() ->
            Scope.run(s -> {
              s.fork(() -> {
                throw new StackOverflowError("deep");
              });
            }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void run_outerCancelled_innerScopeAndItsChildrenEnd() throws Exception {
    AtomicInteger cancelled = new AtomicInteger();
    CountDownLatch asleep = new CountDownLatch(2);

    Scope.run(s -> {
      Task<?> outer =
          s.fork(
              "outer",
              () -> {
                Scope.run(inner -> {
                  inner.fork(() -> sleepCounting(asleep, cancelled));
                  sleepCounting(asleep, cancelled);
                });
              });
      asleep.await();
      outer.cancel("enough");
      assertThat(outer.outcome()).isEqualTo(new Cancelled<>(new CancelReason.Asked("enough")));
    });

    assertThat(cancelled).hasValue(2);
  }

  private static void sleepCounting(CountDownLatch asleep, AtomicInteger cancelled)
      throws InterruptedException {
    asleep.countDown();
    try {
      Clock.sleep(LONG);
    } catch (CancelledException e) {
      cancelled.incrementAndGet();
      throw e;
    }
  }

  @Test
  void cancel_byBodyThatReturns_endsChildrenAndKeepsTheValue() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);

    String value =
        Scope.call(s -> {
          s.fork(() -> {
            asleep.countDown();
            Clock.sleep(LONG);
          });
          asleep.await();
          s.cancel("done");
          return "value";
        });

    assertThat(value).isEqualTo("value");
  }

  @Test
  void cancel_twice_bodyReturns_returnsItsValueAllTheSame() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);

    String value =
        Scope.call(s -> {
          s.fork(() -> {
            asleep.countDown();
            Clock.sleep(LONG);
          });
          asleep.await();
          s.cancel("done");
          s.cancel("done indeed");
          return "value";
        });

    assertThat(value).isEqualTo("value");
  }

  @Test
  void cancel_byChild_bodyThatWaitsThrowsCancelled() {
    assertThatThrownBy(() ->
            Scope.run(s -> {
              s.fork(() -> s.cancel("stop"));
              Clock.sleep(LONG);
            }))
        .isInstanceOf(CancelledException.class)
        .hasMessage("asked: stop");
  }

  @Test
  void cancelled_swallowed_isMetAgainAtTheNextWait() {
    List<Throwable> met = new ArrayList<>();

    assertThatThrownBy(() ->
            Scope.run(s -> {
              s.fork(() -> s.cancel("stop"));
              met.add(catchThrowable(() -> Clock.sleep(LONG)));
              met.add(catchThrowable(() -> Clock.sleep(LONG)));
              Clock.sleep(LONG);
            }))
        .isInstanceOf(CancelledException.class);

    assertThat(met).hasSize(2).allMatch(CancelledException.class::isInstance);
  }

  @Test
  void cancelled_afterTheScope_leavesNoInterruptBehind() throws Exception {
    var _ =
        catchThrowable(() ->
            Scope.run(s -> {
              s.fork(() -> throwIo("x"));
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            }));

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Clock.sleep(Duration.ofMillis(1));
  }

  @Test
  void cancelled_inForeignBlockingCall_isInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);

    Scope.run(s -> {
      Task<?> blocked =
          s.fork(() -> {
            inside.countDown();
            never.await();
          });
      inside.await();
      blocked.cancel("enough");
      assertThat(blocked.outcome()).isInstanceOf(Cancelled.class);
    });
  }

  @Test
  void call_interruptedByForeigner_throwsInterruptedAndCancelsChildren() throws Exception {
    AtomicReference<Throwable> child = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch asleep = new CountDownLatch(1);
    Thread foreign =
        new Thread(() ->
            thrown.set(
                catchThrowable(() ->
                    Scope.run(s -> {
                      s.fork(() -> {
                        asleep.countDown();
                        child.set(catchThrowable(() -> Clock.sleep(LONG)));
                      });
                      Clock.sleep(LONG);
                    }))));
    foreign.start();
    asleep.await();

    foreign.interrupt();
    foreign.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(child.get()).isInstanceOf(CancelledException.class);
  }

  @Test
  void cancel_taskInAnInterruptibleChannel_isCancelledNotFailed() throws Exception {
    Pipe pipe = Pipe.open();
    CountDownLatch inside = new CountDownLatch(1);

    Scope.run(s -> {
      Task<?> reader =
          s.fork(() -> {
            inside.countDown();
            return pipe.source().read(ByteBuffer.allocate(1));
          });
      inside.await();
      reader.cancel("enough");
      assertThat(reader.outcome()).isInstanceOf(Cancelled.class);
    });
    pipe.sink().close();
  }

  @Test
  void fork_afterTheEnd_isAnError() throws Exception {
    AtomicReference<Scope> leaked = new AtomicReference<>();
    Scope.run("page", leaked::set);

    assertThatThrownBy(() -> leaked.get().fork(() -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("scope 'page' has ended: nothing can be forked in it any more");
  }

  @Test
  void fork_null_isRefusedAtTheCall() throws Exception {
    @SuppressWarnings("NullAway") // To be refused.
    @Nullable Action<RuntimeException> noAction = null;
    @SuppressWarnings("NullAway")
    @Nullable Op<Integer, RuntimeException> noOp = null;
    Scope.run(s -> {
      refused("action", () -> s.fork(noAction));
      refused("action", () -> s.fork("a", noAction));
      refused("op", () -> s.fork(noOp));
      refused("op", () -> s.fork("a", noOp));
      refused("op", () -> ((OpenScope) s).forkSupervised(noOp));
    });
  }

  private static void refused(String argument, ThrowingCallable fork) {
    assertThatThrownBy(fork).isInstanceOf(NullPointerException.class).hasMessage(argument);
  }

  @Test
  void fork_byChild_isWaitedFor() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();

    Scope.run(s ->
        s.fork(() -> {
          s.fork(() -> {
            Clock.sleep(Duration.ofMillis(5));
            ended.set(true);
          });
        }));

    assertThat(ended).isTrue();
  }

  @Test
  void fork_inCancelledScope_neverStarts() throws Exception {
    AtomicBoolean started = new AtomicBoolean();

    Task<?> late =
        Scope.call(s -> {
          s.cancel("no more");
          return s.fork(() -> started.set(true));
        });

    assertThat(late.poll()).contains(new Cancelled<>(new CancelReason.Asked("no more")));
    assertThat(started).isFalse();
  }

  @Test
  void failure_trace_isChildsThenJoinersWithNothingBetween() {
    Throwable thrown =
        catchThrowable(() ->
            Scope.run(
                "downloads",
                s -> s.fork("beta", () -> Mutex.of(7).update(_ -> throwIo("traced")))));

    List<String> trace = Stream.of(thrown.getStackTrace()).map(String::valueOf).toList();
    assertThat(trace.get(0)).contains("ScopeTest.throwIo(");
    assertThat(trace.get(1)).contains("ScopeTest.lambda$failure_trace_");
    assertThat(trace.get(2)).contains("ScopeTest.lambda$failure_trace_");
    assertThat(trace.get(3))
        .startsWith(
            "task 'beta' of scope 'downloads', joined at jacquard.task.ScopeTest.lambda$failure");
    assertThat(trace).noneMatch(f -> f.contains("OpenScope") || f.contains("jacquard.internal"));
  }

  @Test
  void failure_trace_namesEveryScopeOnItsWay() {
    Throwable thrown =
        catchThrowable(() ->
            Scope.run(
                "outer",
                s ->
                    s.fork(
                        "child",
                        () ->
                            Scope.run("inner", t -> t.fork("grandchild", () -> throwIo("deep"))))));

    assertThat(joins(thrown))
        .containsExactly("task 'grandchild' of scope 'inner', ", "task 'child' of scope 'outer', ");
  }

  @Test
  void failure_trace_leavesOutWhatHasNoName() {
    assertThat(joins(catchThrowable(() -> Scope.run(s -> s.fork(() -> throwIo("x"))))))
        .containsExactly("");
    assertThat(joins(catchThrowable(() -> Scope.run(s -> s.fork("beta", () -> throwIo("x"))))))
        .containsExactly("task 'beta', ");
    assertThat(joins(catchThrowable(() -> Scope.run("all", s -> s.fork(() -> throwIo("x"))))))
        .containsExactly("task of scope 'all', ");
  }

  @Test
  void failure_trace_ofOursOnTop_staysThere() {
    Channel<Integer> closed = Channel.bounded(1);
    closed.close();

    Throwable thrown = catchThrowable(() -> Scope.run(s -> s.fork(() -> closed.send(7))));

    assertThat(thrown.getStackTrace()[0].getClassName()).startsWith("jacquard.chan.");
  }

  private static List<String> joins(Throwable thrown) {
    return Stream.of(thrown.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> name.contains("joined at "))
        .map(name -> name.replaceFirst("joined at .*", ""))
        .toList();
  }

  @Test
  void fork_endedTask_isForgottenByItsScope() throws Exception {
    Scope.run(s -> {
      WeakReference<Task<?>> ended = new WeakReference<>(forkAndJoin(s));
      while (ended.get() != null) {
        for (int i = 0; i < 1_000; i++) { // A scope forgets in bulk.
          forkAndJoin(s);
        }
        System.gc();
      }
    });
  }

  @Test
  void fork_endedTask_forgetsWhatRanInIt() throws Exception {
    Scope.run(s -> {
      List<WeakReference<Task<?>>> inner = new ArrayList<>();
      Task<?> held =
          s.fork(() -> Scope.run(below -> inner.add(new WeakReference<>(forkAndJoin(below)))));
      held.join();
      while (inner.getFirst().get() != null) {
        System.gc();
      }
      assertThat(held.poll()).isPresent();
    });
  }

  private static Task<?> forkAndJoin(Scope scope) throws InterruptedException {
    Task<?> task = scope.fork(() -> {});
    task.join();
    return task;
  }

  @Test
  void fork_millionInOneScope_allRun() throws Exception {
    AtomicInteger ran = new AtomicInteger();

    Scope.run(s -> {
      for (int i = 0; i < 1_000_000; i++) {
        s.fork(ran::incrementAndGet);
      }
    });

    assertThat(ran).hasValue(1_000_000);
  }
}
