package jacquard.http;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Response: status, fields and body; immutable.
 *
 * {@snippet :
 * Response.text("Hello\n")
 * Response.json("{\"id\":42}").withStatus(201).withHeader("Location", "/things/42")
 * Response.status(404)
 * Response.stream(out -> out.write("as it comes"))
 * }
 *
 * <p>The server frames the body: it sends {@code Content-Length} or chunks, {@code Date} and {@code
 * Connection} itself, and leaves out the body where there is none by the protocol (HEAD, 204, 304).
 * Fields that would contradict this are refused here.
 *
 * @spec https://www.rfc-editor.org/rfc/rfc9110#section-15 RFC 9110: Status Codes
 */
public final class Response {
  private static final Headers TEXT = Headers.of("Content-Type", "text/plain; charset=utf-8");
  private static final Headers HTML = Headers.of("Content-Type", "text/html; charset=utf-8");
  private static final Headers JSON = Headers.of("Content-Type", "application/json");
  private static final Headers OCTETS = Headers.of("Content-Type", "application/octet-stream");
  private static final byte[] NOTHING = new byte[0];

  private final Status status;
  private final Headers headers;
  private final Content content;

  private Response(Status status, Headers headers, Content content) {
    this.status = status;
    this.headers = headers;
    this.content = content;
  }

  /** What the body is made of. */
  public sealed interface Content permits Content.Bytes, Content.Streamed {
    /** A body in memory. */
    final class Bytes implements Content {
      private final byte[] bytes;

      Bytes(byte[] bytes) {
        this.bytes = bytes;
      }

      /** Returns the body itself, no copy: not to be changed. */
      public byte[] bytes() {
        return bytes;
      }
    }

    /**
     * A body that is written while it is sent.
     *
     * @param length its length in bytes, or nothing if it is not known before its end
     * @param writer writes it
     */
    record Streamed(OptionalLong length, BodyWriter writer) implements Content {}
  }

  /** Returns a response 200 with that text, {@code text/plain} in UTF-8. */
  public static Response text(String text) {
    return new Response(Status.OK, TEXT, new Content.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns a response 200 with that page, {@code text/html} in UTF-8. */
  public static Response html(String page) {
    return new Response(Status.OK, HTML, new Content.Bytes(page.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns a response 200 with that JSON text, sent as it is. */
  public static Response json(String json) {
    return new Response(Status.OK, JSON, new Content.Bytes(json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns a response 200 with those bytes, {@code application/octet-stream}; the array is not
   * copied.
   */
  public static Response bytes(byte[] bytes) {
    return new Response(Status.OK, OCTETS, new Content.Bytes(bytes));
  }

  /**
   * Returns a response of that status, without a body.
   *
   * @throws IllegalArgumentException if the code is not 200 to 599: responses below are not final
   */
  public static Response status(int code) {
    return status(Status.of(code));
  }

  /**
   * Returns a response of that status, without a body.
   *
   * @throws IllegalArgumentException if the code is below 200: such responses are not final
   */
  public static Response status(Status status) {
    return new Response(checkFinal(status), Headers.empty(), new Content.Bytes(NOTHING));
  }

  /**
   * Returns a response 200 whose body is written while it is sent, {@code
   * application/octet-stream}. To HTTP/1.1 clients it is sent in chunks; to older ones it ends with
   * the connection.
   */
  public static Response stream(BodyWriter writer) {
    return new Response(Status.OK, OCTETS, new Content.Streamed(OptionalLong.empty(), writer));
  }

  /**
   * Returns a response 200 whose body of a known length is written while it is sent, {@code
   * application/octet-stream}. A writer that writes more meets an {@link IllegalStateException};
   * for one that writes less the connection is closed.
   *
   * @throws IllegalArgumentException if the length is negative
   */
  public static Response stream(long lengthBytes, BodyWriter writer) {
    if (lengthBytes < 0) {
      throw new IllegalArgumentException(
          "body length must be 0 bytes or more, was "
              + lengthBytes
              + " (leave it out if it is not known)");
    }
    return new Response(
        Status.OK, OCTETS, new Content.Streamed(OptionalLong.of(lengthBytes), writer));
  }

  /** Returns the status. */
  public Status status() {
    return status;
  }

  /** Returns the fields; those the server adds are not among them. */
  public Headers headers() {
    return headers;
  }

  /** Returns what the body is made of. */
  public Content content() {
    return content;
  }

  /**
   * Returns this response with another status.
   *
   * @throws IllegalArgumentException if the code is not 200 to 599
   */
  public Response withStatus(int code) {
    return withStatus(Status.of(code));
  }

  /**
   * Returns this response with another status.
   *
   * @throws IllegalArgumentException if the code is below 200
   */
  public Response withStatus(Status other) {
    return new Response(checkFinal(other), headers, content);
  }

  /**
   * Returns this response with one field of that name and value, in place of any that have the
   * name.
   *
   * @throws IllegalArgumentException if the name is no token, the value can't be sent, or the field
   *     is one the server writes itself: {@code Content-Length}, {@code Transfer-Encoding}, {@code
   *     Connection}, {@code Keep-Alive}, {@code Upgrade}, {@code Trailer}
   */
  public Response withHeader(String name, String value) {
    return new Response(status, headers.replacing(checkFree(name), value), content);
  }

  /**
   * Returns this response with one more field, beside any of the same name, as {@code Set-Cookie}
   * needs.
   *
   * @throws IllegalArgumentException as {@link #withHeader}
   */
  public Response addHeader(String name, String value) {
    return new Response(status, headers.with(checkFree(name), value), content);
  }

  /** Returns this response with another {@code Content-Type}. */
  public Response withType(String mediaType) {
    return withHeader("Content-Type", mediaType);
  }

  /** Returns status, fields and what the body is, in one line. */
  @Override
  public String toString() {
    return status
        + " "
        + headers
        + switch (content) {
          case Content.Bytes body -> " " + body.bytes().length + " bytes";
          case Content.Streamed streamed ->
              streamed.length().isPresent()
                  ? " stream of " + streamed.length().getAsLong() + " bytes"
                  : " stream";
        };
  }

  private static Status checkFinal(Status status) {
    if (status.code() < 200) {
      throw new IllegalArgumentException("status of a response must be 200 to 599, was " + status);
    }
    return status;
  }

  private static String checkFree(String name) {
    @Nullable String instead = ServerField.insteadOf(name);
    if (instead != null) {
      throw new IllegalArgumentException(
          "header " + name + " is written by the server (" + instead + ")");
    }
    return name;
  }
}
