import org.jspecify.annotations.NullMarked;

/** Tasks, time, synchronization and channels: structured concurrency on virtual threads. */
@NullMarked
module jacquard.core {
  requires static jdk.jfr;
  requires static transitive org.jspecify;
}
