package jacquard.bench.core;

/** The workloads of the core suite; their numbers are those of all earlier measurements. */
public enum CoreWorkload {
  /** Start many empty tasks, then join each. */
  W1("spawn and join empty tasks", 1_000_000),
  /** Two tasks hand a value to and fro without a buffer. */
  W2("ping-pong between two tasks, rendezvous", 1_000_000),
  /** One producer, one consumer. */
  W3("1 producer, 1 consumer, capacity 64", 5_000_000),
  /** Four producers, one consumer. */
  W4("4 producers, 1 consumer, capacity 64", 5_000_000),
  /** A tree of tasks with ten children each. */
  W5("skynet: tree of tasks, 10 children each", 1_000_000);

  /** Messages that a channel of W3 and W4 holds. */
  public static final int CAPACITY = 64;

  /** Children of each task in W5. */
  public static final int FAN_OUT = 10;

  private static final int MANY_PRODUCERS = 4;

  private final String text;
  private final int size;

  CoreWorkload(String text, int size) {
    this.text = text;
    this.size = size;
  }

  String text() {
    return text;
  }

  /** Operations of one repetition: tasks, round trips, messages or leaves. */
  int size() {
    return size;
  }

  /** Tasks that send in W3 and W4. */
  public int producers() {
    return this == W4 ? MANY_PRODUCERS : 1;
  }

  /** The answer of a correct run. */
  public long expected(int size) {
    return switch (this) {
      case W1 -> size;
      case W2, W3, W5 -> sumBelow(size);
      case W4 -> MANY_PRODUCERS * sumBelow(size / MANY_PRODUCERS);
    };
  }

  private static long sumBelow(long n) {
    return n * (n - 1) / 2;
  }
}
