package jacquard.http.h1;

/** Where the body of a message ends. */
sealed interface Framing {
  /** There is no body. */
  record None() implements Framing {}

  /** After that many octets. */
  record Length(long bytes) implements Framing {}

  /** With the last chunk and the trailers behind it. */
  record Chunked() implements Framing {}

  None NONE = new None();
  Chunked CHUNKED = new Chunked();
}
