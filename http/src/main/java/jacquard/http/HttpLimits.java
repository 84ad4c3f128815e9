package jacquard.http;

/**
 * What a peer may make a program hold or read. Everything that could grow has its limit here, and a
 * default.
 *
 * {@snippet :
 * HttpLimits limits = HttpLimits.defaults().withBodyBytes(64L << 20).withConnections(50_000);
 * }
 *
 * <p>A server takes them from {@link jacquard.http.server.HttpServer.Options#withLimits}.
 *
 * <p><b>Memory.</b> A connection that waits for a request holds no buffer, nor does one whose
 * handler runs for a request without a body that no other follows. One that reads or writes, or
 * that has sent a part of a head, holds 8 KiB of output and 8 KiB of input; the input grows to what
 * the head needs, with the defaults to 64 KiB, until the connection is idle again. While a handler
 * runs, the head is held once more, and up to 64 KiB are read ahead of it. So a client that does
 * its worst costs about 90 KiB with a head that it never ends and 200 KiB with a request, besides
 * what its handler holds: {@code connections} times that, 1.8 and 4 GB with the defaults, is what a
 * server that faces strangers must have, or must limit. Bodies that are {@linkplain
 * RequestBody#transferTo handed on} share 4 MiB outside the heap.
 *
 * @param requestLineBytes longest request line; 8,192 by default; beyond: 414
 * @param headerCount most fields in a head; 100 by default; beyond: 431
 * @param headerBytes most bytes of all fields of a head; 32,768 by default; beyond: 431
 * @param bodyBytes most bytes of a body, unless the handler says otherwise by {@link
 *     RequestBody#limit}; 16 MiB by default; beyond: 413
 * @param chunkExtensionBytes most bytes of extensions in all chunks of one body; 16,384 by default;
 *     beyond: 400
 * @param trailerBytes most bytes of all trailer fields; 8,192 by default, and {@code headerCount}
 *     bounds their number; beyond: 431
 * @param drainBytes most bytes of a body that a handler left unread which are read and dropped to
 *     keep the connection; 262,144 by default; beyond: the connection is closed
 * @param pipelinedRequests most responses that are gathered before they are sent; 64 by default;
 *     beyond: they are sent
 * @param requestsPerConnection most requests served on one connection, after which it is closed;
 *     1,000,000 by default
 * @param connections most connections at once; 20,000 by default; beyond: 503 with {@code
 *     Retry-After}
 */
public record HttpLimits(
    int requestLineBytes,
    int headerCount,
    int headerBytes,
    long bodyBytes,
    int chunkExtensionBytes,
    int trailerBytes,
    long drainBytes,
    int pipelinedRequests,
    long requestsPerConnection,
    int connections) {
  private static final HttpLimits DEFAULTS =
      new HttpLimits(8_192, 100, 32_768, 16L << 20, 16_384, 8_192, 262_144, 64, 1_000_000, 20_000);

  /**
   * The limits given.
   *
   * @throws IllegalArgumentException if one is out of its range, which the message names
   */
  public HttpLimits {
    check("requestLineBytes", requestLineBytes, 64, 1 << 20);
    check("headerCount", headerCount, 1, 10_000);
    check("headerBytes", headerBytes, 64, 1 << 24);
    check("bodyBytes", bodyBytes, 0, Long.MAX_VALUE);
    check("chunkExtensionBytes", chunkExtensionBytes, 0, 1 << 24);
    check("trailerBytes", trailerBytes, 0, 1 << 24);
    check("drainBytes", drainBytes, 0, Long.MAX_VALUE);
    check("pipelinedRequests", pipelinedRequests, 1, 1 << 20);
    check("requestsPerConnection", requestsPerConnection, 1, Long.MAX_VALUE);
    check("connections", connections, 1, Integer.MAX_VALUE);
  }

  /** {@return the defaults, which are named at each component} */
  public static HttpLimits defaults() {
    return DEFAULTS;
  }

  /**
   * {@return these limits with another {@code requestLineBytes}}
   *
   * @param bytes the longest request line in bytes, 64 to 1,048,576
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withRequestLineBytes(int bytes) {
    return new HttpLimits(
        bytes,
        headerCount,
        headerBytes,
        bodyBytes,
        chunkExtensionBytes,
        trailerBytes,
        drainBytes,
        pipelinedRequests,
        requestsPerConnection,
        connections);
  }

  /**
   * {@return these limits with another {@code headerCount}}
   *
   * @param count the most fields in a head, 1 to 10,000
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withHeaderCount(int count) {
    return new HttpLimits(
        requestLineBytes,
        count,
        headerBytes,
        bodyBytes,
        chunkExtensionBytes,
        trailerBytes,
        drainBytes,
        pipelinedRequests,
        requestsPerConnection,
        connections);
  }

  /**
   * {@return these limits with another {@code headerBytes}}
   *
   * @param bytes the most bytes of all fields of a head, 64 to 16,777,216
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withHeaderBytes(int bytes) {
    return new HttpLimits(
        requestLineBytes,
        headerCount,
        bytes,
        bodyBytes,
        chunkExtensionBytes,
        trailerBytes,
        drainBytes,
        pipelinedRequests,
        requestsPerConnection,
        connections);
  }

  /**
   * {@return these limits with another {@code bodyBytes}}
   *
   * @param bytes the most bytes of a body, 0 or more
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withBodyBytes(long bytes) {
    return new HttpLimits(
        requestLineBytes,
        headerCount,
        headerBytes,
        bytes,
        chunkExtensionBytes,
        trailerBytes,
        drainBytes,
        pipelinedRequests,
        requestsPerConnection,
        connections);
  }

  /**
   * {@return these limits with another {@code chunkExtensionBytes}}
   *
   * @param bytes the most bytes of chunk extensions in one body, 0 to 16,777,216
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withChunkExtensionBytes(int bytes) {
    return new HttpLimits(
        requestLineBytes,
        headerCount,
        headerBytes,
        bodyBytes,
        bytes,
        trailerBytes,
        drainBytes,
        pipelinedRequests,
        requestsPerConnection,
        connections);
  }

  /**
   * {@return these limits with another {@code trailerBytes}}
   *
   * @param bytes the most bytes of all trailer fields, 0 to 16,777,216
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withTrailerBytes(int bytes) {
    return new HttpLimits(
        requestLineBytes,
        headerCount,
        headerBytes,
        bodyBytes,
        chunkExtensionBytes,
        bytes,
        drainBytes,
        pipelinedRequests,
        requestsPerConnection,
        connections);
  }

  /**
   * {@return these limits with another {@code drainBytes}}
   *
   * @param bytes the most bytes of an unread body that are dropped, 0 or more
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withDrainBytes(long bytes) {
    return new HttpLimits(
        requestLineBytes,
        headerCount,
        headerBytes,
        bodyBytes,
        chunkExtensionBytes,
        trailerBytes,
        bytes,
        pipelinedRequests,
        requestsPerConnection,
        connections);
  }

  /**
   * {@return these limits with another {@code pipelinedRequests}}
   *
   * @param count the most responses gathered before they are sent, 1 to 1,048,576
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withPipelinedRequests(int count) {
    return new HttpLimits(
        requestLineBytes,
        headerCount,
        headerBytes,
        bodyBytes,
        chunkExtensionBytes,
        trailerBytes,
        drainBytes,
        count,
        requestsPerConnection,
        connections);
  }

  /**
   * {@return these limits with another {@code requestsPerConnection}}
   *
   * @param count the most requests on one connection, 1 or more
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withRequestsPerConnection(long count) {
    return new HttpLimits(
        requestLineBytes,
        headerCount,
        headerBytes,
        bodyBytes,
        chunkExtensionBytes,
        trailerBytes,
        drainBytes,
        pipelinedRequests,
        count,
        connections);
  }

  /**
   * {@return these limits with another {@code connections}}
   *
   * @param count the most connections at once, 1 or more
   * @throws IllegalArgumentException if it is out of that range
   */
  public HttpLimits withConnections(int count) {
    return new HttpLimits(
        requestLineBytes,
        headerCount,
        headerBytes,
        bodyBytes,
        chunkExtensionBytes,
        trailerBytes,
        drainBytes,
        pipelinedRequests,
        requestsPerConnection,
        count);
  }

  private static void check(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be " + min + " to " + max + ", was " + value);
    }
  }
}
