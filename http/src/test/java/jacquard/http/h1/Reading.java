package jacquard.http.h1;

import jacquard.http.Headers;
import jacquard.http.HttpException;
import jacquard.http.HttpLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads requests from octets that come in pieces, and tells in one string what was read. */
final class Reading {
  private final RequestParser parser;
  private final HttpLimits limits;
  private final List<String> read = new ArrayList<>();

  /** What has come and is not used, in an array of exactly that length. */
  private byte[] octets = new byte[0];

  private @Nullable H1Request request;
  private @Nullable BodyDecoder body;
  private final StringBuilder content = new StringBuilder();

  Reading(HttpLimits limits) {
    this.limits = limits;
    this.parser = new RequestParser(limits);
  }

  /** Reads pieces of a message one after the other. */
  static String of(HttpLimits limits, String... pieces) {
    Reading reading = new Reading(limits);
    try {
      for (String piece : pieces) {
        reading.feed(piece.getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (HttpException e) {
      reading.read.add(Integer.toString(e.status().code()));
      return String.join(", ", reading.read);
    }
    return reading.describe();
  }

  private String describe() {
    if (request != null || octets.length > 0 || read.isEmpty()) {
      return "...";
    }
    return String.join(", ", read);
  }

  private void feed(byte[] piece) throws HttpException {
    octets = joined(octets, piece);
    boolean goesOn = true;
    while (goesOn) {
      goesOn = request == null ? readHead() : readBody();
    }
  }

  private boolean readHead() throws HttpException {
    H1Request head = octets.length == 0 ? null : parser.parse(octets, 0, octets.length);
    if (head == null) {
      return false;
    }
    drop(head.headBytes());
    request = head;
    content.setLength(0);
    body =
        switch (head.framing()) {
          case Framing.None _ -> new LengthDecoder(0);
          case Framing.Length(long bytes) -> new LengthDecoder(bytes);
          case Framing.Chunked _ -> new ChunkedDecoder(limits);
        };
    return true;
  }

  private boolean readBody() throws HttpException {
    BodyDecoder decoder = body;
    H1Request head = request;
    if (decoder == null || head == null) {
      throw new IllegalStateException("no request");
    }
    drop(decoder.advance(octets, 0, octets.length));
    int count = (int) Math.min(decoder.available(), octets.length);
    if (count > 0) {
      content.append(new String(octets, 0, count, StandardCharsets.ISO_8859_1));
      decoder.taken(count);
      drop(count);
      return true;
    }
    if (!decoder.hasEnded()) {
      return false;
    }
    Headers trailers = decoder.trailers();
    String text = head.method() + " " + head.target() + (content.isEmpty() ? "" : " " + content);
    read.add(trailers.isEmpty() ? text : text + " " + trailers);
    request = null;
    return true;
  }

  private void drop(int count) {
    byte[] rest = new byte[octets.length - count];
    System.arraycopy(octets, count, rest, 0, rest.length);
    octets = rest;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
