package jacquard.http;

/**
 * Answers requests: plain blocking code.
 *
 * {@snippet :
 * Handler hello = request -> Response.text("Hello, " + request.query("name").orElse("world") + "!\n");
 * }
 *
 * <p>A server calls its handler for many requests at once, each on a virtual thread; the handler
 * may block for as long as it likes. State that handlers share must be safe for that.
 *
 * <p><b>Blocking and cancellation.</b> When the client goes away, or the server is closed or its
 * drain time has passed, the task that runs the handler is cancelled: waits of the library throw
 * {@code CancelledException} with the cause, an {@link InterruptedException} the handler lets pass.
 *
 * <p><b>Errors.</b> An {@link HttpException} becomes a response of its status. Any other exception
 * is logged and becomes {@code 500 Internal Server Error}; its message is not sent.
 */
@FunctionalInterface
public interface Handler {
  /**
   * {@return the response to a request}
   *
   * @param request the request; its body may be read until this method has returned and, if the
   *     response is streamed, until its {@link BodyWriter} has returned
   * @throws Exception whatever went wrong; see the class comment for what the client is told
   */
  Response handle(Request request) throws Exception;
}
