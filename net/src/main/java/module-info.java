import org.jspecify.annotations.NullMarked;

/** Bytes and sockets for tasks. */
@NullMarked
module jacquard.net {
  requires transitive jacquard.core;
  requires static transitive org.jspecify;
}
