package jacquard.http;

import java.time.Duration;

/**
 * How long a server waits for its clients. All are on by default: a client that is slow or gone
 * costs a bounded time.
 *
 * <p>They bound waits for the client, not the handler: for that, see {@code Tasks.timeout}. A
 * time-out is noticed late by up to an eighth of the shortest of them, and by 1 s at most, never
 * early.
 *
 * @param idle how long a connection may be without a request; 60 s by default; then it is closed
 * @param header how long the head of a request may take from its first byte; 10 s by default; then
 *     408
 * @param body how long the client may let a read of a body wait for its next bytes; 30 s by
 *     default; then 408
 * @param write how long the client may let a write wait; 30 s by default; then the connection is
 *     closed
 */
public record HttpTimeouts(Duration idle, Duration header, Duration body, Duration write) {
  private static final HttpTimeouts DEFAULTS =
      new HttpTimeouts(
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  /**
   * The time-outs given.
   *
   * @throws IllegalArgumentException if one is shorter than 1 ms or longer than 10 years
   */
  public HttpTimeouts {
    check("idle", idle);
    check("header", header);
    check("body", body);
    check("write", write);
  }

  /** Returns the defaults. */
  public static HttpTimeouts defaults() {
    return DEFAULTS;
  }

  /** Returns these time-outs with another {@code idle}. */
  public HttpTimeouts withIdle(Duration time) {
    return new HttpTimeouts(time, header, body, write);
  }

  /** Returns these time-outs with another {@code header}. */
  public HttpTimeouts withHeader(Duration time) {
    return new HttpTimeouts(idle, time, body, write);
  }

  /** Returns these time-outs with another {@code body}. */
  public HttpTimeouts withBody(Duration time) {
    return new HttpTimeouts(idle, header, time, write);
  }

  /** Returns these time-outs with another {@code write}. */
  public HttpTimeouts withWrite(Duration time) {
    return new HttpTimeouts(idle, header, body, time);
  }

  private static void check(String name, Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofDays(3_653)) > 0) {
      throw new IllegalArgumentException(name + " time-out must be 1 ms to 10 years, was " + time);
    }
  }
}
