/**
 * HTTP/1.1 on the wire: strict framing (RFC 9112) and the life of one connection. Internal.
 *
 * <p>The way of a request: {@link jacquard.http.h1.Connection} reads into {@link
 * jacquard.http.h1.Input}, {@link jacquard.http.h1.RequestParser} takes the head apart line by
 * line, each line by the rule that is named after what it checks, {@link
 * jacquard.http.h1.FramingRule} says where the body ends, and {@link jacquard.http.h1.ResponseHead}
 * writes the answer.
 */
package jacquard.http.h1;
