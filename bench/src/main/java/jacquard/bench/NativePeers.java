package jacquard.bench;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The peers that don't run on the JVM, by the toolchain that they need. */
public enum NativePeers {
  /** Built by cargo. */
  RUST,
  /** Built by the go command. */
  GO,
  /** Run by Node.js, which npm fetches; nothing to build. */
  NODE;

  /** Why these peers can't be had here, or empty. */
  public Optional<String> missing() {
    return switch (this) {
      case RUST -> Rust.missing();
      case GO -> Go.missing();
      case NODE -> Node.missing();
    };
  }

  /** Builds all of these peers; the reason if that fails. */
  public Optional<String> build(Console console) throws InterruptedException {
    return switch (this) {
      case RUST -> Rust.build(console);
      case GO -> Go.build(console);
      case NODE -> Node.build(console);
    };
  }

  /** Path of a program that {@link #build} makes, or of a script. */
  public Path binary(String name) {
    return switch (this) {
      case RUST -> Rust.binary(name);
      case GO -> Go.binary(name);
      case NODE -> Node.script(name);
    };
  }

  /** Command line that runs a program. */
  public List<String> command(String name) {
    String file = binary(name).toString();
    return switch (this) {
      case RUST, GO -> List.of(file);
      case NODE -> List.of(Node.program().toString(), file);
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
