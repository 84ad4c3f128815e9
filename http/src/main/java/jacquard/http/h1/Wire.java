package jacquard.http.h1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The octets of one connection, both ways: a TCP stream in a server, arrays in a test. Used by one
 * task at a time.
 */
public interface Wire {
  /**
   * Waits until there is something to read, then reads up to {@code length} octets, 1 or more, and
   * returns their number, or -1 at the end. A cancelled read has taken nothing.
   *
   * @throws SocketTimeoutException if the time given by one of the methods below is over
   */
  int read(byte[] octets, int offset, int length) throws IOException, InterruptedException;

  /** As {@link #read}, but returns 0 instead of waiting; only where {@link #hasOctets} is false. */
  int tryRead(byte[] octets, int offset, int length) throws IOException;

  /** As {@link #read}, but returns 0 instead of waiting. */
  int tryRead(ByteBuffer octets) throws IOException;

  /**
   * Whether octets have arrived before they were asked for: the next read does not wait. Not
   * between {@link #beginHandling} and {@link #endHandling}, when others keep what arrives.
   */
  boolean hasOctets();

  /**
   * Writes all octets, waiting while the peer takes none. If it ends otherwise, the position tells
   * how many have gone out.
   */
  void write(ByteBuffer octets) throws IOException, InterruptedException;

  /** As {@link #write(ByteBuffer)}, of both, in one go if the peer takes them. */
  void write(ByteBuffer head, ByteBuffer body) throws IOException, InterruptedException;

  /** Writes what the peer takes at once, from any thread; returns how many octets that were. */
  int tryWrite(byte[] octets, int offset, int length) throws IOException;

  /** Bounds each wait of a read from now on. */
  void readTimeout(Duration each);

  /** Bounds all reads from now on together, until it is given anew or null. */
  void readDeadline(@Nullable Duration fromNow);

  /**
   * The program's code begins to run: from now on a peer that goes away while nothing is read
   * cancels the task, and others may {@link #tryBorrow borrow} the connection.
   */
  void beginHandling() throws IOException;

  /** The program's code has returned: the connection is the task's alone. */
  void endHandling();

  /** The response was written, or gathered: the request that was handled is no longer in flight. */
  void endRequest();

  /**
   * Takes the connection from its task for a moment, while that runs the program's code; any
   * thread. False if it does not.
   */
  boolean tryBorrow();

  /** Ends what {@link #tryBorrow} began. */
  void giveBack();

  /** Says to the peer that nothing more will come; what it sends can still be read. */
  void endOutput() throws IOException;

  /** Ends the connection so that the peer can't take what it has for the whole. */
  void abort();

  /** Ends the connection; idempotent. */
  void close();

  /** The peer's address, or null if it has none. */
  @Nullable InetSocketAddress peer();
}
