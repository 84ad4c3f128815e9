package jacquard.http;

/** Writes the body of a response, after its head; see {@link Response#stream}. */
@FunctionalInterface
public interface BodyWriter {
  /**
   * Writes the whole body and returns.
   *
   * @throws Exception if it can't: the client is told by a connection that ends in the middle
   */
  void writeTo(ResponseBody out) throws Exception;
}
