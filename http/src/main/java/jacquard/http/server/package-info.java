/**
 * The HTTP server.
 *
 * <p>{@link jacquard.http.server.HttpServer#serve} is a whole program; {@link
 * jacquard.http.server.HttpServer#bind} a server with a life cycle of one's own.
 */
package jacquard.http.server;
