package jacquard.bench.micro;

import jacquard.bench.Suite;

/** The operations that the micro suite measures: each is a method of this name. */
enum MicroWorkload {
  /** A channel used by one task, which never waits. */
  CHANNEL("channel", "trySend and tryReceive, capacity 64"),
  /** A place for one value. */
  ONE_SHOT("oneShot", "make a one-shot, send, receive"),
  /** A lock that nobody else wants. */
  MUTEX("mutex", "update under a free lock"),
  /** A semaphore that nobody else wants. */
  SEMAPHORE("semaphore", "acquire and release a free permit"),
  /** A value of the context. */
  LOCAL("local", "read a task-local (scoped) value, the third of three bound"),
  /** A choice that need not wait. */
  SELECT("select", "make a select of two channels of which the second is ready, and await it"),
  /** A unit of work with one child, which its parent runs. */
  SCOPE("scope", "open a scope, fork one task, join it, close"),
  /** A timer that does not fire. */
  TIMEOUT("timeout", "run nothing under a time-out of a minute"),
  /** The fields of a message. */
  HEADERS("headers", "make headers of eight fields, find the last and one that is missing"),
  /** What a handler returns. */
  RESPONSE("response", "make a text response of 13 characters");

  private final String label;
  private final String text;

  MicroWorkload(String label, String text) {
    this.label = label;
    this.text = text;
  }

  /** Name of the workload and of the benchmark's method. */
  String label() {
    return label;
  }

  Suite.Entry entry() {
    return new Suite.Entry(label, text);
  }

  /** Whether the JDK has something that does the same. */
  boolean hasJdkMatch() {
    return switch (this) {
      case CHANNEL, ONE_SHOT, MUTEX, SEMAPHORE, LOCAL -> true;
      case SELECT, SCOPE, TIMEOUT, HEADERS, RESPONSE -> false;
    };
  }
}
