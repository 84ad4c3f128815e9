/** The HTTP server. */
package jacquard.http.server;
