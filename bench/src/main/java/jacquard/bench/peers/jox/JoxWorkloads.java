package jacquard.bench.peers.jox;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import jacquard.bench.core.CoreProcess;
import jacquard.bench.core.CoreWorkload;
import jacquard.bench.core.CoreWorkloads;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The channel workloads with Jox's channels between the JDK's virtual threads. */
public final class JoxWorkloads implements CoreWorkloads {

  /** Those that channels and select are for. */
  public static final Set<CoreWorkload> WORKLOADS =
      Collections.unmodifiableSet(
          EnumSet.of(
              CoreWorkload.W2,
              CoreWorkload.W3,
              CoreWorkload.W4,
              CoreWorkload.W10,
              CoreWorkload.W11));

  /** Process of the subject {@code jox}. */
  public static void main(String[] arguments) throws Exception {
    CoreProcess.run(new JoxWorkloads(), arguments);
  }

  @Override
  public long run(CoreWorkload workload, int size) throws Exception {
    return start(() ->
            switch (workload) {
              case W2 -> pingPong(size);
              case W3, W4 -> pipe(workload.producers(), size);
              case W10 -> selects(size);
              case W11 -> requests(size);
              default ->
                  throw new IllegalArgumentException("jox channels have no tasks for " + workload);
            })
        .get();
  }

  private static long pingPong(int roundTrips) throws InterruptedException, ExecutionException {
    Channel<Integer> pings = Channel.newRendezvousChannel();
    Channel<Integer> pongs = Channel.newRendezvousChannel();
    FutureTask<Long> caller =
        start(() -> {
          long sum = 0;
          for (int i = 0; i < roundTrips; i++) {
            pings.send(i);
            sum += pongs.receive();
          }
          return sum;
        });
    FutureTask<@Nullable Void> echo =
        start(() -> {
          for (int i = 0; i < roundTrips; i++) {
            pongs.send(pings.receive());
          }
          return null;
        });
    echo.get();
    return caller.get();
  }

  private static long pipe(int producers, int messages)
      throws InterruptedException, ExecutionException {
    Channel<Integer> channel = Channel.newBufferedChannel(CoreWorkload.CAPACITY);
    int share = messages / producers;
    FutureTask<Long> consumer =
        start(() -> {
          long sum = 0;
          for (int i = 0; i < producers * share; i++) {
            sum += channel.receive();
          }
          return sum;
        });
    for (int producer = 0; producer < producers; producer++) {
      FutureTask<@Nullable Void> _ =
          start(() -> {
            for (int i = 0; i < share; i++) {
              channel.send(i);
            }
            return null;
          });
    }
    return consumer.get();
  }

  private static long selects(int messages) throws InterruptedException {
    Channel<Integer> left = Channel.newBufferedChannel(CoreWorkload.CAPACITY);
    Channel<Integer> right = Channel.newBufferedChannel(CoreWorkload.CAPACITY);
    for (Channel<Integer> channel : List.of(left, right)) {
      FutureTask<@Nullable Void> _ =
          start(() -> {
            for (int i = 0; i < messages / 2; i++) {
              channel.send(i);
            }
            return null;
          });
    }
    long sum = 0;
    for (int i = 0; i < messages / 2 * 2; i++) {
      sum += Select.<Integer>select(left.receiveClause(), right.receiveClause());
    }
    return sum;
  }

  /** The place for a reply is a channel too, with room for it, so that the server never waits. */
  private static long requests(int requests) throws InterruptedException, ExecutionException {
    Channel<Channel<Integer>> channel = Channel.newBufferedChannel(CoreWorkload.CAPACITY);
    FutureTask<@Nullable Void> server =
        start(() -> {
          for (int i = 0; i < requests; i++) {
            channel.receive().send(1);
          }
          return null;
        });
    FutureTask<Long> client =
        start(() -> {
          long sum = 0;
          for (int i = 0; i < requests; i++) {
            Channel<Integer> reply = Channel.newBufferedChannel(1);
            channel.send(reply);
            sum += reply.receive();
          }
          return sum;
        });
    server.get();
    return client.get();
  }

  private static <T extends @Nullable Object> FutureTask<T> start(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    Thread.startVirtualThread(task);
    return task;
  }
}
