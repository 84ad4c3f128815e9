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

      /** {@return the body itself, no copy: not to be changed} */
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

  /**
   * {@return a response 200 with that text, {@code text/plain} in UTF-8}
   *
   * @param text the body; {@code ""} for one of length 0
   */
  public static Response text(String text) {
    return new Response(Status.OK, TEXT, new Content.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * {@return a response 200 with that page, {@code text/html} in UTF-8}
   *
   * @param page the body; nothing in it is escaped
   */
  public static Response html(String page) {
    return new Response(Status.OK, HTML, new Content.Bytes(page.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * {@return a response 200 with that JSON text, {@code application/json}}
   *
   * @param json the body, sent as it is, in UTF-8; not checked
   */
  public static Response json(String json) {
    return new Response(Status.OK, JSON, new Content.Bytes(json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * {@return a response 200 with those bytes, {@code application/octet-stream}}
   *
   * @param bytes the body; not copied, so not to be changed any more
   */
  public static Response bytes(byte[] bytes) {
    return new Response(Status.OK, OCTETS, new Content.Bytes(bytes));
  }

  /**
   * {@return a response of that status, without a body}
   *
   * @param code the code, 200 to 599
   * @throws IllegalArgumentException if the code is not 200 to 599: responses below are not final
   */
  public static Response status(int code) {
    return status(Status.of(code));
  }

  /**
   * {@return a response of that status, without a body}
   *
   * @param status the status, of a code from 200
   * @throws IllegalArgumentException if the code is below 200: such responses are not final
   */
  public static Response status(Status status) {
    return new Response(checkFinal(status), Headers.empty(), new Content.Bytes(NOTHING));
  }

  /**
   * {@return a response 200 whose body is written while it is sent, {@code
   * application/octet-stream}} To HTTP/1.1 clients it is sent in chunks; to older ones it ends with
   * the connection.
   *
   * @param writer writes the body, in the handler's task after the handler has returned; not called
   *     if the response has none (HEAD, 204, 205, 304)
   */
  public static Response stream(BodyWriter writer) {
    return new Response(Status.OK, OCTETS, new Content.Streamed(OptionalLong.empty(), writer));
  }

  /**
   * {@return a response 200 whose body of a known length is written while it is sent, {@code
   * application/octet-stream}} A writer that writes more meets an {@link IllegalStateException};
   * one that writes less has failed: the client gets 500 if nothing was sent yet, else a connection
   * that ends in the middle.
   *
   * @param lengthBytes how many bytes the writer will write, 0 or more
   * @param writer writes the body, in the handler's task after the handler has returned; not called
   *     if the response has none (HEAD, 204, 205, 304)
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

  /**
   * {@return a response 200 whose body is that of the request, handed on as it comes, {@code
   * application/octet-stream}} Of its length, if the client said it. Trailers are not handed on.
   *
   * {@snippet :
   * return Response.stream(request.body()).withType("text/plain");
   * }
   *
   * @param body of the request that is answered; nothing was read of it
   */
  public static Response stream(RequestBody body) {
    return new Response(Status.OK, OCTETS, new Content.Streamed(body.length(), body::transferTo));
  }

  /** {@return the status} */
  public Status status() {
    return status;
  }

  /** {@return the fields; those the server adds are not among them} */
  public Headers headers() {
    return headers;
  }

  /** {@return what the body is made of} */
  public Content content() {
    return content;
  }

  /**
   * {@return this response with another status}
   *
   * @param code the code, 200 to 599
   * @throws IllegalArgumentException if the code is not 200 to 599
   */
  public Response withStatus(int code) {
    return withStatus(Status.of(code));
  }

  /**
   * {@return this response with another status}
   *
   * @param other the status, of a code from 200
   * @throws IllegalArgumentException if the code is below 200
   */
  public Response withStatus(Status other) {
    return new Response(checkFinal(other), headers, content);
  }

  /**
   * {@return this response with one field of that name and value, in place of any that have the
   * name}
   *
   * @param name a token, sent in the case given; those replaced have it in any case
   * @param value Latin-1 text without controls, and without blanks at its ends
   * @throws IllegalArgumentException if the name is no token, the value can't be sent, or the field
   *     is one the server writes itself: {@code Content-Length}, {@code Transfer-Encoding}, {@code
   *     Connection}, {@code Keep-Alive}, {@code Proxy-Connection}, {@code Upgrade}, {@code
   *     Trailer}, {@code TE}
   */
  public Response withHeader(String name, String value) {
    return new Response(status, headers.replacing(checkFree(name), value), content);
  }

  /**
   * {@return this response with one more field, beside any of the same name, as {@code Set-Cookie}
   * needs}
   *
   * @param name a token, sent in the case given
   * @param value Latin-1 text without controls, and without blanks at its ends
   * @throws IllegalArgumentException as {@link #withHeader}
   */
  public Response addHeader(String name, String value) {
    return new Response(status, headers.with(checkFree(name), value), content);
  }

  /**
   * {@return this response with another {@code Content-Type}}
   *
   * @param mediaType such as {@code text/css; charset=utf-8}; not checked beyond what a field may
   *     hold
   * @throws IllegalArgumentException if it can't be sent as the value of a field
   */
  public Response withType(String mediaType) {
    return withHeader("Content-Type", mediaType);
  }

  /** {@return status, fields and what the body is, in one line} */
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
