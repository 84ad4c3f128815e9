package jacquard.http.h1;

import jacquard.http.HttpTimeouts;
import jacquard.internal.engine.Strand;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** Reads the body of one request from the wire, at the pace that it must keep. */
final class BodyReader {
  private static final byte[] CONTINUE = Ascii.bytes("HTTP/1.1 100 Continue\r\n\r\n");

  private final HttpTimeouts timeouts;
  private final Wire wire;
  private final Input input;
  private final Output out;
  private final BodyPace pace;

  /** Whether the program writes the response now, which has the output to itself. */
  private boolean isBeingWritten;

  /** Whether the wire has failed under a read: nobody is left who could be answered. */
  private boolean hasFailed;

  BodyReader(HttpTimeouts timeouts, Wire wire, Input input, Output out) {
    this.timeouts = timeouts;
    this.wire = wire;
    this.input = input;
    this.out = out;
    this.pace = new BodyPace(timeouts);
  }

  /** One way to read from the wire; returns how many octets came, or -1 at the end. */
  @FunctionalInterface
  private interface Read {
    int from(Wire wire) throws IOException, InterruptedException;
  }

  boolean hasFailed() {
    return hasFailed;
  }

  /**
   * Whether octets behind those that were taken are here, read or kept by the wire; what still lies
   * in the system's buffer is not seen. Not while a handler runs: see {@link Wire#hasOctets}.
   */
  boolean hasCome() {
    return !input.isEmpty() || wire.hasOctets();
  }

  /** From now on, until {@code false}, a read sends nothing of what was gathered. */
  void leaveOutput(boolean toWriter) {
    isBeingWritten = toWriter;
  }

  /** Reads more into the connection's buffer. */
  void fill() throws IOException, InterruptedException {
    read(input::fill);
  }

  /** As {@link #fill}, but returns 0 instead of waiting, and how much there was. */
  int tryFill() throws IOException, InterruptedException {
    Strand.current().checkCancelled(); // or nothing would end a transfer that never waits
    int count = tryRead(input.room());
    input.limit += count;
    return count;
  }

  /** Reads more into the handler's own buffer. */
  int read(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
    return read(from -> from.read(buffer, offset, length));
  }

  /** Reads what is there into the buffer, without waiting; returns how much. */
  int tryRead(ByteBuffer buffer) throws IOException {
    try {
      int count = checked(wire.tryRead(buffer));
      pace.came(count);
      return count;
    } catch (IOException e) {
      hasFailed = true;
      throw e;
    }
  }

  void sendContinue() throws IOException, InterruptedException {
    out.put(CONTINUE);
    out.flush();
  }

  /**
   * What was gathered goes out first: the client may wait for it before it sends more. Not what a
   * writer gathers, perhaps in another task than reads: that is the writer's to send.
   */
  private int read(Read read) throws IOException, InterruptedException {
    if (!isBeingWritten) {
      out.flush();
    }
    wire.readTimeout(pace.begin());
    int count = 0;
    try {
      count = checked(read.from(wire));
      return count;
    } catch (SocketTimeoutException e) {
      throw pace.late();
    } catch (IOException e) {
      hasFailed = true;
      throw e;
    } finally {
      pace.end(count);
      wire.readTimeout(timeouts.idle());
    }
  }

  private static int checked(int count) throws EOFException {
    if (count < 0) {
      throw new EOFException("client closed the connection in the middle of a body");
    }
    return count;
  }
}
