package jacquard.bench.core;

import java.time.Duration;
import java.util.List;

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
  W5("skynet: tree of tasks, 10 children each", 1_000_000),
  /** Many tasks that sleep at once: the timers, and starting and ending so many. */
  W6("100,000 tasks sleep for 1 s", 100_000),
  /** Many tasks that wait at once: what each costs in memory. */
  W7("memory of a waiting task, a million of them", 1_000_000),
  /** Two tasks give way to each other. */
  W8("yield, two tasks", 5_000_000),
  /** Many tasks want one lock. */
  W9("mutex, 8 tasks", 2_000_000),
  /** One task receives from whichever of two channels has something. */
  W10("select over 2 channels of capacity 64", 1_000_000),
  /** A request through a channel carries the place for its reply. */
  W11("request and one-shot reply", 1_000_000);

  /** Messages that a channel of W3, W4, W10 and W11 holds. */
  public static final int CAPACITY = 64;

  /** Children of each task in W5. */
  public static final int FAN_OUT = 10;

  /** Tasks that want the lock of W9. */
  public static final int LOCKERS = 8;

  /** How long each task of W6 sleeps. */
  public static final Duration SLEEP = Duration.ofSeconds(1);

  /** Wall time of one operation. */
  static final String NANOS = "ns/op";

  /** CPU time of the whole process for one operation: collector and compiler included. */
  static final String CPU_NANOS = "cpu-ns/op";

  /**
   * CPU time of an operation in the first repetition, as a multiple of that of the measured ones.
   */
  static final String COLD = "cold/warm";

  /** Context switches of the process' threads for 1,000 operations. */
  static final String SWITCHES = "switches/kop";

  /** Bytes allocated for one operation, where the runtime counts them. */
  static final String BYTES = "bytes/op";

  /** Resident memory for one operation. */
  static final String RESIDENT = "bytes";

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

  /** Whether this is about memory: run once, its figure bytes an operation. */
  boolean isFootprint() {
    return this == W7;
  }

  /** What the figures of this workload count, the one that the report begins with first. */
  List<String> units() {
    return switch (this) {
      case W6 -> List.of(CPU_NANOS, NANOS, SWITCHES, BYTES);
      case W7 -> List.of(RESIDENT);
      default -> List.of(NANOS, CPU_NANOS, SWITCHES, BYTES);
    };
  }

  /** Tasks that send in W3 and W4. */
  public int producers() {
    return this == W4 ? MANY_PRODUCERS : 1;
  }

  /** The answer of a correct run. */
  public long expected(int size) {
    return switch (this) {
      case W1, W6, W7, W11 -> size;
      case W8 -> 2L * size;
      case W9 -> (long) size / LOCKERS * LOCKERS;
      case W10 -> 2 * sumBelow(size / 2);
      case W2, W3, W5 -> sumBelow(size);
      case W4 -> MANY_PRODUCERS * sumBelow(size / MANY_PRODUCERS);
    };
  }

  private static long sumBelow(long n) {
    return n * (n - 1) / 2;
  }
}
