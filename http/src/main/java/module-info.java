import org.jspecify.annotations.NullMarked;

/**
 * HTTP for direct-style programs: a handler is plain blocking code, one virtual thread a
 * connection.
 *
 * <p>{@code jacquard.http} holds the values (requests, responses, fields, bodies, limits), {@code
 * jacquard.http.server} the server. The wire codecs are internal.
 */
@NullMarked
module jacquard.http {
  requires transitive jacquard.core;
  requires transitive jacquard.net;
  requires static transitive org.jspecify;

  exports jacquard.http;
  exports jacquard.http.server;

  uses jacquard.http.server.ServeReport;
}
