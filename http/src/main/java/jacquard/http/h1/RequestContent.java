package jacquard.http.h1;

import jacquard.http.BodyTooLargeException;
import jacquard.http.Headers;
import jacquard.http.RequestBody;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;

/** The body of a request on its connection, decoded as it is read. */
final class RequestContent implements RequestBody {
  /** Reads of this size or more go past the connection's buffer, straight into the reader's. */
  private static final int DIRECT_BYTES = 2 * 1024;

  private final Exchange exchange;
  private final Input input;
  private final BodyDecoder decoder;
  private final BodyPace pace;
  private final OptionalLong length;

  /** A child of the handler may have kept this body, and read too late. */
  private final OneCaller caller = new OneCaller("body is read after the response to its request");

  private long limitBytes;
  private long takenBytes;
  private boolean awaitsContinue;

  RequestContent(Exchange exchange, Input input, H1Request request, BodyDecoder decoder) {
    this.exchange = exchange;
    this.input = input;
    this.decoder = decoder;
    this.pace = new BodyPace(exchange.timeouts());
    this.length =
        request.framing() instanceof Framing.Length(long bytes)
            ? OptionalLong.of(bytes)
            : OptionalLong.empty();
    this.limitBytes = exchange.limits().bodyBytes();
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
    limitBytes = bytes;
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
    if (decoder.available() > limitBytes - takenBytes) {
      throw new BodyTooLargeException(limitBytes);
    }
    return take(buffer, offset, (int) Math.min(length, decoder.available()));
  }

  /** Whether everything the client sends as this body has been read. */
  boolean hasEnded() {
    return decoder.hasEnded();
  }

  /**
   * Tells a client that waits for it to send the body: the response is about to begin, and 100
   * behind its head would be taken for a part of it.
   */
  void allow() throws IOException, InterruptedException {
    if (input.isEmpty()) {
      sendContinue();
    }
    awaitsContinue = false;
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
    if (awaitsContinue && input.isEmpty() && !decoder.hasEnded()) {
      return false;
    }
    awaitsContinue = false;
    long dropped = 0;
    while (advance()) {
      if (decoder.available() > most - dropped) {
        return false;
      }
      if (input.isEmpty()) {
        exchange.fillForBody(pace);
      }
      long count = Math.min(decoder.available(), input.available());
      input.position += (int) count;
      decoder.taken(count);
      dropped += count;
    }
    return true;
  }

  /** Passes over framing, up to content (true) or the end (false). */
  private boolean advance() throws IOException, InterruptedException {
    while (decoder.available() == 0) {
      if (decoder.hasEnded()) {
        return false;
      }
      input.position += decoder.advance(input.octets, input.position, input.limit);
      if (decoder.available() == 0 && !decoder.hasEnded()) {
        sendContinue();
        exchange.fillForBody(pace);
      }
    }
    return true;
  }

  private int take(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
    int count;
    if (!input.isEmpty()) {
      count = input.take(buffer, offset, length);
    } else {
      sendContinue();
      count = takeFromWire(buffer, offset, length);
    }
    takenBytes += count;
    decoder.taken(count);
    return count;
  }

  private int takeFromWire(byte[] buffer, int offset, int length)
      throws IOException, InterruptedException {
    if (length < DIRECT_BYTES) {
      exchange.fillForBody(pace);
      return input.take(buffer, offset, length);
    }
    return exchange.readForBody(pace, buffer, offset, length);
  }

  /** Says 100 before the first wait for a client that asked for it; never if it sent the body. */
  private void sendContinue() throws IOException, InterruptedException {
    if (awaitsContinue) {
      awaitsContinue = false;
      exchange.sendContinue();
    }
  }
}
