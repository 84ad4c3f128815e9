package jacquard.bench.core;

import jacquard.chan.Channel;
import jacquard.chan.OneShot;
import jacquard.chan.Select;
import jacquard.sync.Mutex;
import jacquard.task.Op;
import jacquard.task.Scope;
import jacquard.task.Task;
import jacquard.task.Tasks;
import jacquard.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The workloads with Jacquard, as its documentation tells its users to write them. */
public final class JacquardWorkloads implements CoreWorkloads {

  /** Process of the subjects {@code jacquard-loop} and {@code jacquard-default}. */
  public static void main(String[] arguments) throws Exception {
    CoreProcess.run(new JacquardWorkloads(), arguments);
  }

  @Override
  public long run(CoreWorkload workload, int size) throws Exception {
    return Scope.call(scope -> scope.fork(() -> inTask(workload, size)).join());
  }

  private static long inTask(CoreWorkload workload, int size) throws InterruptedException {
    return switch (workload) {
      case W1 -> spawnJoin(size);
      case W2 -> pingPong(size);
      case W3, W4 -> pipe(workload.producers(), size);
      case W5 -> skynet(0, size);
      case W6 -> sleepers(size);
      case W8 -> yields(size);
      case W9 -> mutex(size);
      case W10 -> selects(size);
      case W7 -> waiting(size);
      case W11 -> requests(size);
    };
  }

  private static long spawnJoin(int tasks) throws InterruptedException {
    return Scope.call(scope -> {
      List<Task<?>> started = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        started.add(scope.fork(() -> {}));
      }
      return joinAll(started);
    });
  }

  private static long pingPong(int roundTrips) throws InterruptedException {
    Channel<Integer> pings = Channel.rendezvous();
    Channel<Integer> pongs = Channel.rendezvous();
    return Scope.call(scope -> {
      Task<Long> caller =
          scope.fork(() -> {
            long sum = 0;
            for (int i = 0; i < roundTrips; i++) {
              pings.send(i);
              sum += pongs.receive();
            }
            return sum;
          });
      scope.fork(() -> {
        for (int i = 0; i < roundTrips; i++) {
          pongs.send(pings.receive());
        }
      });
      return caller.join();
    });
  }

  private static long pipe(int producers, int messages) throws InterruptedException {
    Channel<Integer> channel = Channel.bounded(CoreWorkload.CAPACITY);
    int share = messages / producers;
    return Scope.call(scope -> {
      Task<Long> consumer =
          scope.fork(() -> {
            long sum = 0;
            for (int i = 0; i < producers * share; i++) {
              sum += channel.receive();
            }
            return sum;
          });
      for (int producer = 0; producer < producers; producer++) {
        scope.fork(() -> {
          for (int i = 0; i < share; i++) {
            channel.send(i);
          }
        });
      }
      return consumer.join();
    });
  }

  private static long skynet(long first, int leaves) throws InterruptedException {
    if (leaves == 1) {
      return first;
    }
    int share = leaves / CoreWorkload.FAN_OUT;
    return Scope.call(scope -> {
      List<Task<Long>> children = new ArrayList<>(CoreWorkload.FAN_OUT);
      for (int child = 0; child < CoreWorkload.FAN_OUT; child++) {
        long firstOfChild = first + (long) child * share;
        children.add(scope.fork(() -> skynet(firstOfChild, share)));
      }
      long sum = 0;
      for (Task<Long> child : children) {
        sum += child.join();
      }
      return sum;
    });
  }

  private static long sleepers(int tasks) throws InterruptedException {
    return Scope.call(scope -> {
      List<Task<?>> started = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        started.add(scope.fork(() -> Clock.sleep(CoreWorkload.SLEEP)));
      }
      return joinAll(started);
    });
  }

  private static long joinAll(List<Task<?>> tasks) throws InterruptedException {
    long joined = 0;
    for (Task<?> task : tasks) {
      task.join();
      joined++;
    }
    return joined;
  }

  private static long waiting(int tasks) throws InterruptedException {
    OneShot<Integer> gate = OneShot.create();
    return Scope.call(scope -> {
      AtomicInteger waiting = new AtomicInteger();
      List<Task<?>> started = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        started.add(
            scope.fork(() -> {
              waiting.incrementAndGet();
              gate.receive();
            }));
      }
      while (waiting.get() < tasks) {
        Tasks.yield();
      }
      Footprint.take();
      gate.send(1);
      return joinAll(started);
    });
  }

  private static long requests(int requests) throws InterruptedException {
    Channel<OneShot<Integer>> channel = Channel.bounded(CoreWorkload.CAPACITY);
    return Scope.call(scope -> {
      scope.fork(() -> {
        for (OneShot<Integer> reply : channel) {
          reply.send(1);
        }
      });
      Task<Long> client =
          scope.fork(() -> {
            long sum = 0;
            for (int i = 0; i < requests; i++) {
              OneShot<Integer> reply = OneShot.create();
              channel.send(reply);
              sum += reply.receive();
            }
            return sum;
          });
      long sum = client.join();
      channel.close();
      return sum;
    });
  }

  private static long yields(int times) throws InterruptedException {
    return Scope.call(scope -> {
      Op<Integer, RuntimeException> yielder =
          () -> {
            int yields = 0;
            while (yields < times) {
              Tasks.yield();
              yields++;
            }
            return yields;
          };
      Task<Integer> one = scope.fork(yielder);
      Task<Integer> other = scope.fork(yielder);
      return (long) one.join() + other.join();
    });
  }

  private static long mutex(int acquisitions) throws InterruptedException {
    Mutex<long[]> counter = Mutex.of(new long[1]);
    Scope.run(scope -> {
      for (int task = 0; task < CoreWorkload.LOCKERS; task++) {
        scope.fork(() -> {
          for (int i = 0; i < acquisitions / CoreWorkload.LOCKERS; i++) {
            counter.update(count -> count[0]++);
          }
        });
      }
    });
    return counter.with(count -> count[0]);
  }

  private static long selects(int messages) throws InterruptedException {
    Channel<Integer> left = Channel.bounded(CoreWorkload.CAPACITY);
    Channel<Integer> right = Channel.bounded(CoreWorkload.CAPACITY);
    return Scope.call(scope -> {
      for (Channel<Integer> channel : List.of(left, right)) {
        scope.fork(() -> {
          for (int i = 0; i < messages / 2; i++) {
            channel.send(i);
          }
        });
      }
      Select<Integer, RuntimeException> either =
          Select.<Integer>select().receive(left, value -> value).receive(right, value -> value);
      long sum = 0;
      for (int i = 0; i < messages / 2 * 2; i++) {
        sum += either.await();
      }
      return sum;
    });
  }
}
