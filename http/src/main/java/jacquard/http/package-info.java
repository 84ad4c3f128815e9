/**
 * The values of HTTP, the same for every version of the protocol and for server and client: {@link
 * jacquard.http.Request}, {@link jacquard.http.Response}, their bodies, {@link
 * jacquard.http.Headers}, {@link jacquard.http.HttpMethod} and {@link jacquard.http.Status}, and
 * the {@link jacquard.http.HttpLimits} and {@link jacquard.http.HttpTimeouts} that bound what a
 * peer can make a program spend.
 *
 * <p>Requests, responses and header fields are immutable and may be shared between tasks. A body is
 * a stream with one reader or one writer: it belongs to the task that handles the message, and may
 * be handed to a child of it.
 */
package jacquard.http;
