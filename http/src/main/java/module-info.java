import org.jspecify.annotations.NullMarked;

/** HTTP for tasks. */
@NullMarked
module jacquard.http {
  requires transitive jacquard.core;
  requires transitive jacquard.net;
  requires static transitive org.jspecify;
}
