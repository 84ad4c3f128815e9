package jacquard.bench;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** The peers that don't run on the JVM, by the toolchain that they need. */
public enum NativePeers {
  /** Built by cargo. */
  RUST,
  /** Built by the go command. */
  GO;

  /** Why these peers can't be had here, or empty. */
  public Optional<String> missing() {
    return switch (this) {
      case RUST -> Rust.missing();
      case GO -> Go.missing();
    };
  }

  /** Builds all of these peers; the reason if that fails. */
  public Optional<String> build(Console console) throws InterruptedException {
    return switch (this) {
      case RUST -> Rust.build(console);
      case GO -> Go.build(console);
    };
  }

  /** Path of a program that {@link #build} makes. */
  public Path binary(String name) {
    return switch (this) {
      case RUST -> Rust.binary(name);
      case GO -> Go.binary(name);
    };
  }

  /**
   * Builds each of these once, if its toolchain is there.
   *
   * @return the reasons of those that could not be built
   */
  public static Map<NativePeers, String> buildAll(Collection<NativePeers> needed, Console console)
      throws InterruptedException {
    Map<NativePeers, String> reasons = new EnumMap<>(NativePeers.class);
    for (NativePeers peers : EnumSet.allOf(NativePeers.class)) {
      if (needed.contains(peers)) {
        Optional<String> reason = peers.missing();
        if (reason.isEmpty()) {
          reason = peers.build(console);
        }
        reason.ifPresent(text -> reasons.put(peers, text));
      }
    }
    return reasons;
  }
}
