package jacquard.http.h1;

import jacquard.http.BodyTooLargeException;
import jacquard.http.Headers;
import jacquard.http.HttpException;
import jacquard.http.RequestBody;
import jacquard.http.ResponseBody;
import jacquard.internal.engine.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.OptionalLong;

/** The body of a request on its connection, decoded as it is read. */
final class RequestContent implements RequestBody {
  /** Reads of this size or more go past the connection's buffer, straight into the reader's. */
  private static final int DIRECT_BYTES = 2 * 1024;

  private final BodyReader reader;
  private final Input input;
  private final BodyDecoder decoder;
  private final BufferPool parts;
  private final OptionalLong length;

  /** A child of the handler may have kept this body, and read too late. */
  private final OneCaller caller = new OneCaller("body is read after the response to its request");

  private long limitBytes;
  private long takenBytes;

  /** Whether the client waits to be told to send, and was not. */
  private boolean awaitsContinue;

  /** Whether it never will be: its body was over the limit when the response was begun. */
  private boolean isRefused;

  /** Whether the last part that was handed on took all that had come. */
  private boolean isDry;

  RequestContent(
      Service service, Wire wire, Input input, Output out, H1Request request, BodyDecoder decoder) {
    this.reader = new BodyReader(service.timeouts(), wire, input, out);
    this.input = input;
    this.decoder = decoder;
    this.parts = service.buffers();
    this.length =
        request.framing() instanceof Framing.Length(long bytes)
            ? OptionalLong.of(bytes)
            : OptionalLong.empty();
    this.limitBytes = service.limits().bodyBytes();
    this.awaitsContinue = request.expectsContinue();
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  @Override
  public RequestBody limit(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("body limit must be 0 bytes or more, was " + bytes);
    }
    limitBytes = isRefused ? Math.min(limitBytes, bytes) : bytes;
    return this;
  }

  @Override
  public Headers trailers() {
    if (!decoder.hasEnded()) {
      throw new IllegalStateException("trailers are known once the body has been read to its end");
    }
    return decoder.trailers();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    caller.enter();
    try {
      return readSome(buffer, offset, length);
    } finally {
      caller.leave();
    }
  }

  private int readSome(byte[] buffer, int offset, int length)
      throws IOException, InterruptedException {
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    checkLimit();
    return take(buffer, offset, (int) Math.min(length, decoder.available()));
  }

  private void checkLimit() throws BodyTooLargeException {
    if (isOverLimit()) {
      throw new BodyTooLargeException(limitBytes);
    }
  }

  /** Only by what is still to come: a limit may be set below what was taken. */
  private boolean isOverLimit() {
    return decoder.available() > Math.max(0, limitBytes - takenBytes);
  }

  /** Waits in the connection's small buffer only: what is larger is held while there are octets. */
  @Override
  public long transferTo(ResponseBody out) throws IOException, InterruptedException {
    caller.enter();
    try {
      long total = 0;
      while (!decoder.hasEnded()) {
        isDry = false;
        int count = passFraming() ? handOn(out) : 0;
        total += count;
        if ((count == 0 || isDry) && !decoder.hasEnded()) {
          awaitMore(out, total);
        }
      }
      return total;
    } finally {
      caller.leave();
    }
  }

  /** Reads more; sends what was written, if anything, before that has to wait. */
  private void awaitMore(ResponseBody out, long written) throws IOException, InterruptedException {
    if (written > 0) { // Until then an error can still be answered.
      if (!isDry && reader.tryFill() > 0) {
        return;
      }
      out.flush();
    }
    sendContinue();
    reader.fill();
  }

  /** Writes what was read; if much more is to come, together with what has come since. */
  private int handOn(ResponseBody out) throws IOException, InterruptedException {
    checkLimit();
    if (!(out instanceof ResponseContent)) {
      return handOnCopy(out);
    }
    boolean isLarge = decoder.available() - input.available() >= DIRECT_BYTES;
    ByteBuffer part = isLarge ? parts.takePart() : null;
    if (part == null) {
      return handOnInput(out);
    }
    try {
      int count = takeWhatIsThere(part);
      if (count > 0) {
        out.write(part.flip());
      }
      return count;
    } finally {
      parts.givePart(part);
    }
  }

  /** To a body that is not ours no buffer is shown that another connection will use. */
  private int handOnCopy(ResponseBody out) throws IOException, InterruptedException {
    byte[] part = new byte[(int) Math.min(input.available(), decoder.available())];
    taken(input.take(part, 0, part.length));
    if (part.length > 0) {
      out.write(part);
    }
    return part.length;
  }

  private int handOnInput(ResponseBody out) throws IOException, InterruptedException {
    int count = (int) Math.min(input.available(), decoder.available());
    int start = input.position;
    input.position += count;
    taken(count);
    if (count > 0) {
      out.write(input.octets, start, count);
    }
    return count;
  }

  private int takeWhatIsThere(ByteBuffer part) throws IOException {
    part.limit((int) Math.min(part.capacity(), decoder.available()));
    input.take(part);
    reader.tryRead(part);
    isDry = part.hasRemaining();
    int count = part.position();
    taken(count);
    return count;
  }

  private void taken(int count) {
    if (count > 0) { // A decoder at its end must not be told of it again.
      takenBytes += count;
      decoder.taken(count);
    }
  }

  /** Whether everything the client sends as this body has been read. */
  boolean hasEnded() {
    return decoder.hasEnded();
  }

  /**
   * A writer begins the response, and has the output to itself. Tells a client that waits for it to
   * send the body: 100 behind the response's head would be taken for a part of it. Not one that has
   * said too large a body, which is from now on {@linkplain #isRefused refused}.
   */
  void beginResponse() throws IOException, InterruptedException {
    if (reader.hasCome()) {
      awaitsContinue = false;
    } else if (isOverLimit()) {
      isRefused = awaitsContinue;
    } else {
      sendContinue();
    }
    reader.leaveOutput(true);
  }

  /** The writer has returned. */
  void endResponse() {
    reader.leaveOutput(false);
  }

  /** Whether the wire has failed under a read. */
  boolean hasFailed() {
    return reader.hasFailed();
  }

  /** Ends the handler's access; false if a read of it has not returned. */
  boolean close() {
    return caller.close();
  }

  /**
   * Reads and drops what is left; false if that is more than {@code most}, or if the client may or
   * may not send it, because it was never told to go on (RFC 9110 §10.1.1).
   */
  boolean drain(long most) throws IOException, InterruptedException {
    if (awaitsContinue && !reader.hasCome() && !decoder.hasEnded()) {
      return false;
    }
    awaitsContinue = false;
    long dropped = 0;
    while (advance()) {
      if (decoder.available() > most - dropped) {
        return false;
      }
      if (input.isEmpty()) {
        reader.fill();
      }
      long count = Math.min(decoder.available(), input.available());
      input.position += (int) count;
      decoder.taken(count);
      dropped += count;
    }
    return true;
  }

  /** Waits for what follows framing: content (true) or the end (false). */
  private boolean advance() throws IOException, InterruptedException {
    while (!passFraming()) {
      sendContinue();
      reader.fill();
    }
    return !decoder.hasEnded();
  }

  /** Passes over the framing that was read; whether it was all, up to content or the end. */
  private boolean passFraming() throws HttpException {
    if (decoder.available() == 0 && !decoder.hasEnded()) {
      input.position += decoder.advance(input.octets, input.position, input.limit);
    }
    return decoder.available() > 0 || decoder.hasEnded();
  }

  private int take(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
    int count;
    if (!input.isEmpty()) {
      count = input.take(buffer, offset, length);
    } else {
      sendContinue();
      count = takeFromWire(buffer, offset, length);
    }
    taken(count);
    return count;
  }

  private int takeFromWire(byte[] buffer, int offset, int length)
      throws IOException, InterruptedException {
    if (length < DIRECT_BYTES) {
      reader.fill();
      return input.take(buffer, offset, length);
    }
    return reader.read(buffer, offset, length);
  }

  /** Says 100 before the first wait for a client that asked for it; never if it sent the body. */
  private void sendContinue() throws IOException, InterruptedException {
    if (awaitsContinue) {
      Strand.current().checkCancelled(); // a cancelled read has taken nothing, and said nothing
      awaitsContinue = false;
      reader.sendContinue();
    }
  }
}
