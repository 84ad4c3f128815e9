package jacquard.http;

import jacquard.http.syntax.Percent;
import jacquard.http.syntax.Query;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Request: what a client asks for. All but the {@link #body} is immutable and may be kept and
 * shared between tasks; the body is a stream that ends with the handling of the request.
 *
 * <p>An interface, so that middleware can wrap one and a test of a handler can make one: {@link
 * #of}.
 *
 * @spec https://www.rfc-editor.org/rfc/rfc9112#section-3 RFC 9112: Request Line
 */
public interface Request {
  /** {@return the method} */
  HttpMethod method();

  /**
   * {@return the target as it was sent: {@code /path?query}, {@code http://host/path?query}, or
   * {@code *} for OPTIONS}
   */
  String target();

  /**
   * {@return the path of the target as it was sent, percent-encoded: {@code /} at least, or {@code
   * *} for OPTIONS} Dot segments are left as they are.
   */
  String rawPath();

  /**
   * {@return the query as it was sent, without its question mark, or nothing if the target has
   * none}
   */
  Optional<String> rawQuery();

  /** {@return the fields of the head} */
  Headers headers();

  /**
   * {@return the value of the first field of that name, or nothing}
   *
   * @param name the name, in any case
   */
  default Optional<String> header(String name) {
    return headers().first(name);
  }

  /** {@return the body; one of length 0 if the request has none} */
  RequestBody body();

  /** {@return the version of the protocol that the request came in} */
  HttpVersion version();

  /**
   * {@return the address of the peer, or nothing if the request did not come over a network} Behind
   * a proxy it is the proxy's.
   */
  Optional<InetSocketAddress> remoteAddress();

  /**
   * {@return the path with its percent-encoded octets decoded as UTF-8} Octets that are no UTF-8
   * become U+FFFD.
   *
   * <p>An encoded slash becomes a slash, so a program that takes the path apart, or maps it to
   * files, decodes the segments of {@link #rawPath} one by one instead. No path holds a NUL: the
   * server refuses it.
   */
  default String path() {
    return Percent.decodePath(rawPath());
  }

  /**
   * {@return the decoded value of the first parameter of that name in the query, or nothing} A
   * parameter without {@code =} has the value "".
   *
   * @param name the name, decoded, in the case it is sent in
   */
  default Optional<String> query(String name) {
    return rawQuery().flatMap(query -> Query.first(query, name));
  }

  /**
   * {@return the decoded values of all parameters of that name in the query, in order; an empty
   * list if there are none}
   *
   * @param name the name, decoded, in the case it is sent in
   */
  default List<String> queryAll(String name) {
    return rawQuery().map(query -> Query.all(query, name)).orElse(List.of());
  }

  /**
   * {@return a request made by the program, for tests of handlers}
   *
   * {@snippet :
   * Response response = handler.handle(Request.of(HttpMethod.GET, "/?name=Ada", Headers.empty(), new byte[0]));
   * }
   *
   * @param method the method
   * @param target path and query, percent-encoded, as {@link #target} returns it
   * @param headers the fields of the head; {@code Content-Length} and {@code Host} are not added
   * @param body the content, empty for none; copied
   * @throws IllegalArgumentException if the target does not begin with a slash
   */
  static Request of(HttpMethod method, String target, Headers headers, byte[] body) {
    return new MadeRequest(method, target, headers, new MadeBody(body.clone()));
  }
}
