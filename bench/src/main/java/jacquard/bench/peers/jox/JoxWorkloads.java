package jacquard.bench.peers.jox;

import com.softwaremill.jox.Channel;
import jacquard.bench.core.CoreProcess;
import jacquard.bench.core.CoreWorkload;
import jacquard.bench.core.CoreWorkloads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The channel workloads with Jox's channels between the JDK's virtual threads. */
public final class JoxWorkloads implements CoreWorkloads {

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

  private static <T extends @Nullable Object> FutureTask<T> start(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    Thread.startVirtualThread(task);
    return task;
  }
}
