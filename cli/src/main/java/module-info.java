import org.jspecify.annotations.NullMarked;

/** The {@code jacquard} command. */
@NullMarked
module jacquard.cli {
  requires jacquard.core;
  requires jacquard.http;
  requires jacquard.net;
  requires static org.jspecify;
}
