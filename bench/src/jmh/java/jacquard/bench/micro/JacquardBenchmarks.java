package jacquard.bench.micro;

import jacquard.chan.Channel;
import jacquard.chan.OneShot;
import jacquard.chan.Received;
import jacquard.chan.Select;
import jacquard.http.Headers;
import jacquard.http.Response;
import jacquard.sync.Mutex;
import jacquard.sync.Semaphore;
import jacquard.task.Scope;
import jacquard.task.TaskLocal;
import jacquard.task.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The operations as Jacquard's users write them; run in a task, see {@link TaskExecutor}. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
public class JacquardBenchmarks {
  private static final int CAPACITY = 64;
  private static final Integer VALUE = 1_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final TaskLocal<Integer> FIRST = TaskLocal.of(1);
  private static final TaskLocal<Integer> SECOND = TaskLocal.of(2);
  private static final TaskLocal<Integer> THIRD = TaskLocal.of(3);
  private static final int LOCALS_READ = 1_000;

  private final Channel<Integer> channel = Channel.bounded(CAPACITY);
  private final Channel<Integer> other = Channel.bounded(CAPACITY);
  private final Mutex<long[]> counter = Mutex.of(new long[1]);
  private final Semaphore semaphore = Semaphore.of(1);

  @Benchmark
  public Received<Integer> channel() {
    channel.trySend(VALUE);
    return channel.tryReceive();
  }

  @Benchmark
  public Integer oneShot() throws InterruptedException {
    OneShot<Integer> place = OneShot.create();
    place.send(VALUE);
    return place.receive();
  }

  @Benchmark
  public void mutex() throws InterruptedException {
    counter.update(count -> count[0]++);
  }

  @Benchmark
  public void semaphore() throws InterruptedException {
    semaphore.acquire();
    semaphore.release();
  }

  /** The same reads as in {@link JdkBenchmarks#local}, so many in one binding. */
  @Benchmark
  @OperationsPerInvocation(LOCALS_READ)
  public void local(Blackhole hole) throws Exception {
    THIRD.bind(
        VALUE,
        () ->
            SECOND.bind(
                VALUE,
                () ->
                    FIRST.bind(
                        VALUE,
                        () -> {
                          for (int i = 0; i < LOCALS_READ; i++) {
                            hole.consume(read());
                          }
                        })));
  }

  /** Not inlined: no loop may keep the value for the next turn. */
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static Integer read() {
    return THIRD.get();
  }

  @Benchmark
  public Integer select() throws InterruptedException {
    channel.trySend(VALUE);
    return Select.<Integer>select()
        .receive(other, value -> value)
        .receive(channel, value -> value)
        .await();
  }

  @Benchmark
  public Integer scope() throws InterruptedException {
    return Scope.call(scope -> scope.fork(() -> VALUE).join());
  }

  @Benchmark
  public Integer timeout() throws InterruptedException, TimeoutException {
    return Tasks.timeout(MINUTE, () -> VALUE);
  }

  @Benchmark
  public Optional<String> headers(Blackhole hole) {
    Headers headers =
        Headers.of(
            "host", "localhost:8080",
            "user-agent", "bench",
            "accept", "*/*",
            "accept-encoding", "gzip",
            "accept-language", "en",
            "cookie", "id=1",
            "cache-control", "no-cache",
            "content-type", "text/plain");
    hole.consume(headers.first("Content-Type"));
    return headers.first("Expect");
  }

  @Benchmark
  public Response response() {
    return Response.text("Hello, World!");
  }
}
