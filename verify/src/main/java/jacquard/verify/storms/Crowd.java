package jacquard.verify.storms;

import jacquard.chan.Channel;
import jacquard.chan.OneShot;
import jacquard.chan.Select;
import jacquard.sync.Mutex;
import jacquard.sync.Semaphore;
import jacquard.task.Scope;
import jacquard.task.Task;
import jacquard.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * One way to wait, for many tasks at once.
 *
 * @param name the method, and where it waits
 * @param round that many tasks wait in this way, all of them before the first goes on
 */
record Crowd(String name, Round round) {

  /** Long enough for all to wait, and for what they wait in to be compiled. */
  private static final Duration WHILE = Duration.ofSeconds(1);

  private static final Duration LONG = Duration.ofHours(1);

  /** Of a task of the twin, before the one in which it waits. */
  private static final int PASSES = 20;

  /** What a pass has that receives nothing. */
  private static final int NOTHING = -1;

  /** One round. */
  @FunctionalInterface
  interface Round {
    /** Returns when all tasks have ended. */
    void run(int tasks) throws Exception;
  }

  /** What a task does, or who lets it go on. */
  @FunctionalInterface
  private interface Step {
    /** Does it. */
    void run() throws Exception;
  }

  static List<Crowd> all() {
    return List.of(
        new Crowd("Clock.sleep", Crowd::sleep),
        new Crowd("Channel.receive", Crowd::receive),
        new Crowd("Channel.receive of a value", Crowd::receiveValue),
        new Crowd("Channel.receive, timed", Crowd::receiveTimed),
        new Crowd("Channel.send", Crowd::send),
        new Crowd("OneShot.receive", Crowd::receiveOnce),
        new Crowd("Select.await", Crowd::select),
        new Crowd("Task.join", Crowd::join),
        new Crowd("the end of a scope", Crowd::scopeEnd),
        new Crowd("Mutex.update", Crowd::update),
        new Crowd("Semaphore.acquire", Crowd::acquire));
  }

  /** One that must storm: its own code has behind the wait what none of ours has. */
  static Crowd twin() {
    return new Crowd("a branch behind the wait (weakened twin)", Crowd::receiveAndBranch);
  }

  static Crowd named(String name) {
    return Stream.concat(all().stream(), Stream.of(twin()))
        .filter(crowd -> crowd.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no crowd is called '" + name + "'"));
  }

  private static void sleep(int tasks) throws Exception {
    forkAll(tasks, () -> Clock.sleep(WHILE), () -> {});
  }

  private static void receive(int tasks) throws Exception {
    Channel<Integer> channel = Channel.bounded(1);
    forkAll(tasks, channel::receive, () -> sendAll(channel, tasks));
  }

  /** As {@link #receive}, but the task returns something: no number, as others before it did. */
  private static void receiveValue(int tasks) throws Exception {
    Channel<Integer> channel = Channel.bounded(1);
    Scope.run(scope -> {
      for (int i = 0; i < tasks; i++) {
        scope.fork(() -> List.of(channel.receive()));
      }
      Clock.sleep(WHILE);
      sendAll(channel, tasks);
    });
  }

  private static void receiveTimed(int tasks) throws Exception {
    Channel<Integer> channel = Channel.bounded(1);
    forkAll(tasks, () -> channel.receive(LONG), () -> sendAll(channel, tasks));
  }

  private static void select(int tasks) throws Exception {
    Channel<Integer> channel = Channel.bounded(1);
    Channel<Integer> silent = Channel.bounded(1);
    forkAll(
        tasks,
        () ->
            Select.<Integer>select()
                .receive(channel, value -> value)
                .receive(silent, value -> value)
                .await(),
        () -> sendAll(channel, tasks));
  }

  private static void sendAll(Channel<Integer> channel, int values) throws InterruptedException {
    for (int i = 0; i < values; i++) {
      channel.send(i);
    }
  }

  private static void send(int tasks) throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    forkAll(
        tasks,
        () -> channel.send(1),
        () -> {
          for (int i = 0; i < tasks; i++) {
            channel.receive();
          }
        });
  }

  private static void receiveOnce(int tasks) throws Exception {
    Queue<OneShot<Integer>> asked = new ConcurrentLinkedQueue<>();
    forkAll(
        tasks,
        () -> {
          OneShot<Integer> answer = OneShot.create();
          asked.add(answer);
          answer.receive();
        },
        () -> asked.forEach(answer -> answer.send(1)));
  }

  private static void join(int tasks) throws Exception {
    Scope.run(scope -> {
      Task<?> late = scope.fork(() -> Clock.sleep(WHILE));
      forkAll(tasks, late::join, () -> {});
    });
  }

  private static void scopeEnd(int tasks) throws Exception {
    forkAll(tasks, () -> Scope.run(scope -> scope.fork(() -> Clock.sleep(WHILE))), () -> {});
  }

  private static void update(int tasks) throws Exception {
    Mutex<int[]> mutex = Mutex.of(new int[1]);
    Scope.run(scope ->
        mutex.update(_ -> {
          for (int i = 0; i < tasks; i++) {
            scope.fork(() -> mutex.update(count -> count[0]++));
          }
          Clock.sleep(WHILE);
        }));
  }

  private static void acquire(int tasks) throws Exception {
    Semaphore semaphore = Semaphore.of(1);
    semaphore.acquire();
    forkAll(
        tasks,
        () -> {
          semaphore.acquire();
          semaphore.release();
        },
        semaphore::release);
  }

  /** Each passes often, which has it compiled early, and waits the last time. */
  private static void receiveAndBranch(int tasks) throws Exception {
    Channel<Integer> channel = Channel.bounded(1);
    LongAdder received = new LongAdder();
    forkAll(
        tasks,
        () -> {
          for (int i = 0; i < PASSES; i++) {
            pass(channel, false, received);
          }
          pass(channel, true, received);
        },
        () -> sendAll(channel, tasks));
  }

  /** While no task has come back, only the passes without a wait have been at the branch. */
  private static void pass(Channel<Integer> channel, boolean waits, LongAdder received)
      throws InterruptedException {
    int value = waits ? channel.receive() : NOTHING;
    if (value != NOTHING) {
      received.increment();
    }
  }

  /** Forks tasks that all wait, and after a while does what lets them go on. */
  private static void forkAll(int tasks, Step waiting, Step release) throws Exception {
    Scope.run(scope -> {
      for (int i = 0; i < tasks; i++) {
        scope.fork(waiting::run);
      }
      Clock.sleep(WHILE);
      release.run();
    });
  }
}
