import org.jspecify.annotations.NullMarked;

/**
 * Bytes and sockets for tasks: blocking style, cancellable, no thread blocked.
 *
 * <p>{@code jdk.unsupported} holds {@code sun.misc.Signal}, the only way to answer a signal and
 * still end with exit code 0. It is part of every JDK.
 */
@NullMarked
module jacquard.net {
  requires transitive jacquard.core;
  requires jdk.unsupported;
  requires static transitive org.jspecify;

  exports jacquard.io;
  exports jacquard.net;
  exports jacquard.process;
}
