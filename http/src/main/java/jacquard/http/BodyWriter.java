package jacquard.http;

/** Writes the body of a response, after its head; see {@link Response#stream}. */
@FunctionalInterface
public interface BodyWriter {
  /**
   * Writes the whole body and returns.
   *
   * @param out takes the body, until this method returns
   * @throws Exception if it can't: the client gets an error response if nothing was sent yet, else
   *     a connection that ends in the middle
   */
  void writeTo(ResponseBody out) throws Exception;
}
