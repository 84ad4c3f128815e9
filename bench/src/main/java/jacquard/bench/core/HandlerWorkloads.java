package jacquard.bench.core;

import jacquard.chan.Channel;
import jacquard.chan.OneShot;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The workloads that need no stack to wait, with Jacquard's handlers and continuations. */
public final class HandlerWorkloads implements CoreWorkloads {

  /** Those that this can run. */
  static final Set<CoreWorkload> WORKLOADS =
      EnumSet.of(CoreWorkload.W2, CoreWorkload.W7, CoreWorkload.W11);

  /** Process of the subject {@code jacquard-handlers}. */
  public static void main(String[] arguments) throws Exception {
    CoreProcess.run(new HandlerWorkloads(), arguments);
  }

  @Override
  public long run(CoreWorkload workload, int size) throws Exception {
    return Scope.call(scope -> scope.fork(() -> inTask(workload, size)).join());
  }

  private static long inTask(CoreWorkload workload, int size) throws InterruptedException {
    return switch (workload) {
      case W2 -> pingPong(size);
      case W7 -> waiting(size);
      case W11 -> requests(size);
      default -> throw new IllegalArgumentException("no handlers for " + workload);
    };
  }

  /** Two handlers can't wait for each other: the channels have one place, as tokio's. */
  private static long pingPong(int roundTrips) throws InterruptedException {
    Channel<Integer> pings = Channel.bounded(1);
    Channel<Integer> pongs = Channel.bounded(1);
    OneShot<Long> result = OneShot.create();
    long[] sum = new long[1];
    return Scope.call(scope -> {
      pings.handle(scope, pongs::trySend);
      pongs.handle(
          scope,
          value -> {
            sum[0] += value;
            if (value + 1 < roundTrips) {
              pings.trySend(value + 1);
            } else {
              result.send(sum[0]);
            }
          });
      pings.send(0);
      long total = result.receive();
      pings.close();
      pongs.close();
      return total;
    });
  }

  private static long waiting(int tasks) throws InterruptedException {
    List<OneShot<Integer>> gates = new ArrayList<>(tasks);
    return Scope.call(scope -> {
      List<Task<Integer>> started = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        OneShot<Integer> gate = OneShot.create();
        gates.add(gate);
        started.add(gate.then(scope, value -> value));
      }
      Footprint.take();
      long joined = 0;
      for (int i = 0; i < tasks; i++) {
        gates.get(i).send(1);
        joined += started.get(i).join();
      }
      return joined;
    });
  }

  private static long requests(int requests) throws InterruptedException {
    Channel<OneShot<Integer>> channel = Channel.bounded(CoreWorkload.CAPACITY);
    return Scope.call(scope -> {
      channel.handle(scope, reply -> reply.send(1));
      Client client = new Client(scope, channel, requests);
      client.ask();
      long sum = client.result.receive();
      channel.close();
      return sum;
    });
  }

  /** Asks again when the reply is there. */
  private static final class Client {
    final OneShot<Long> result = OneShot.create();
    private final Scope scope;
    private final Channel<OneShot<Integer>> channel;
    private int left;
    private long sum;

    Client(Scope scope, Channel<OneShot<Integer>> channel, int requests) {
      this.scope = scope;
      this.channel = channel;
      this.left = requests;
    }

    boolean ask() {
      OneShot<Integer> reply = OneShot.create();
      reply.then(scope, this::replied);
      channel.trySend(reply);
      return true;
    }

    private boolean replied(int value) {
      sum += value;
      left--;
      return left > 0 ? ask() : result.send(sum);
    }
  }
}
