package jacquard.http;

import java.time.Duration;

/**
 * How long a server waits for its clients. All are on by default: a client that is slow or gone
 * costs a bounded time.
 *
 * <p>They bound waits for the client, not the handler: for that, see {@code Tasks.timeout}. A
 * time-out is noticed late by about a millisecond and by what others use of the processor, never
 * early.
 *
 * <p>A server takes them from {@link jacquard.http.server.HttpServer.Options#withTimeouts}.
 *
 * @param idle how long a connection may be without a request; 60 s by default; then it is closed
 * @param header how long the head of a request may take from its first byte; 10 s by default; then
 *     408
 * @param body how long the client may let a read of a body wait for its next bytes; 30 s by
 *     default; then 408, after which no time is left. Waits of reads that were cancelled add up
 * @param bodyBytesPerSecond the rate below which a body is too slow: bytes that come earn the
 *     client time at this rate, waiting for them uses it up, and it has up to {@code body} of it in
 *     store; 1,024 by default, 0 for any rate; then 408. A byte every 29 s ends after about 30 s, a
 *     body at half the rate after about 60 s. Only waits for the client count: a handler may read
 *     as slowly as it likes
 * @param write how long the client may let a write wait; 30 s by default; then the connection is
 *     closed
 */
public record HttpTimeouts(
    Duration idle, Duration header, Duration body, int bodyBytesPerSecond, Duration write) {
  private static final HttpTimeouts DEFAULTS =
      new HttpTimeouts(
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          1_024,
          Duration.ofSeconds(30));

  /**
   * The time-outs given.
   *
   * @throws IllegalArgumentException if a time is shorter than 1 ms or longer than 10 years, or the
   *     rate is negative
   */
  public HttpTimeouts {
    check("idle", idle);
    check("header", header);
    check("body", body);
    check("write", write);
    if (bodyBytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "bodyBytesPerSecond must be 0 or more, was " + bodyBytesPerSecond);
    }
  }

  /** {@return the defaults, which are named at each component} */
  public static HttpTimeouts defaults() {
    return DEFAULTS;
  }

  /**
   * {@return these time-outs with another {@code idle}}
   *
   * @param time how long a connection may be without a request, 1 ms to 10 years
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpTimeouts withIdle(Duration time) {
    return new HttpTimeouts(time, header, body, bodyBytesPerSecond, write);
  }

  /**
   * {@return these time-outs with another {@code header}}
   *
   * @param time how long the head of a request may take from its first byte, 1 ms to 10 years
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpTimeouts withHeader(Duration time) {
    return new HttpTimeouts(idle, time, body, bodyBytesPerSecond, write);
  }

  /**
   * {@return these time-outs with another {@code body}}
   *
   * @param time how long a read of a body may wait for its next bytes, 1 ms to 10 years
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpTimeouts withBody(Duration time) {
    return new HttpTimeouts(idle, header, time, bodyBytesPerSecond, write);
  }

  /**
   * {@return these time-outs with another {@code bodyBytesPerSecond}}
   *
   * @param rate the least rate of a body in bytes a second, 0 for any
   * @throws IllegalArgumentException if it is negative
   */
  public HttpTimeouts withBodyBytesPerSecond(int rate) {
    return new HttpTimeouts(idle, header, body, rate, write);
  }

  /**
   * {@return these time-outs with another {@code write}}
   *
   * @param time how long a write may wait for the client, 1 ms to 10 years
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpTimeouts withWrite(Duration time) {
    return new HttpTimeouts(idle, header, body, bodyBytesPerSecond, time);
  }

  private static void check(String name, Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofDays(3_653)) > 0) {
      throw new IllegalArgumentException(name + " time-out must be 1 ms to 10 years, was " + time);
    }
  }
}
