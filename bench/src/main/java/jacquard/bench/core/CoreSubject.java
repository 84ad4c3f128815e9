package jacquard.bench.core;

import jacquard.bench.Effort;
import jacquard.bench.Go;
import jacquard.bench.Home;
import jacquard.bench.JvmCommand;
import jacquard.bench.NativePeers;
import jacquard.bench.Rust;
import jacquard.bench.Subject;
import jacquard.bench.Versions;
import jacquard.bench.peers.jdk.JdkWorkloads;
import jacquard.bench.peers.jox.JoxWorkloads;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A subject of the core suite: how one of its processes is started. */
sealed interface CoreSubject extends Subject {

  /** The workloads that it can run. */
  Set<CoreWorkload> workloads();

  /**
   * Command line of one process.
   *
   * @param more options of the JVM, where it is one
   */
  List<String> command(CoreCase measured, Effort effort, List<String> more);

  /** All subjects, in the order of the report. */
  static List<CoreSubject> all() {
    Set<CoreWorkload> scopes =
        EnumSet.of(CoreWorkload.W1, CoreWorkload.W5, CoreWorkload.W6, CoreWorkload.W7);
    String jdk = Versions.jdk();
    return List.of(
        jacquard("loop", List.of("--add-opens=java.base/java.lang=ALL-UNNAMED")),
        jacquard("default", List.of()),
        new Jvm(
            "jacquard-handlers",
            Versions.of("jacquard") + " loop engine, handlers without a stack, " + jdk,
            HandlerWorkloads.WORKLOADS,
            "jacquard.bench.core.HandlerWorkloads",
            List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djacquard.engine=loop")),
        new Jvm(
            "jdk", jdk, JdkWorkloads.WORKLOADS, "jacquard.bench.peers.jdk.JdkWorkloads", List.of()),
        preview("jdk-structured", jdk, scopes, "StructuredWorkloads"),
        new Jvm(
            "jox",
            "channels " + Versions.of("jox") + ", " + jdk,
            JoxWorkloads.WORKLOADS,
            "jacquard.bench.peers.jox.JoxWorkloads",
            List.of()),
        preview(
            "jox-structured",
            "structured " + Versions.of("jox-structured") + ", " + jdk,
            scopes,
            "JoxScopeWorkloads"),
        new Jvm(
            "kotlin",
            String.format(
                "Kotlin %s, coroutines %s, %s",
                Versions.of("kotlin"), Versions.of("kotlinx-coroutines"), jdk),
            EnumSet.allOf(CoreWorkload.class),
            "jacquard.bench.peers.kotlin.KotlinWorkloads",
            List.of()),
        new Native(
            "tokio",
            "tokio " + Rust.version("tokio") + ", glibc malloc, " + Rust.compiler(),
            NativePeers.RUST,
            "tokio-core"),
        new Native("tokio-mimalloc", rust("tokio"), NativePeers.RUST, "tokio-core-mimalloc"),
        new Native("smol", rust("smol"), NativePeers.RUST, "smol-core"),
        new Native("go", "Go " + Go.version(), NativePeers.GO, "core"));
  }

  private static String rust(String crate) {
    return String.format(
        "%s %s, mimalloc %s, %s",
        crate, Rust.version(crate), Rust.version("mimalloc"), Rust.compiler());
  }

  private static CoreSubject jacquard(String engine, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("-Djacquard.engine=" + engine);
    return new Jvm(
        "jacquard-" + engine,
        Versions.of("jacquard") + ", " + Versions.jdk(),
        EnumSet.allOf(CoreWorkload.class),
        "jacquard.bench.core.JacquardWorkloads",
        all);
  }

  /** A subject that needs a preview of the JDK: a source file that Java's launcher compiles. */
  private static CoreSubject preview(
      String name, String version, Set<CoreWorkload> workloads, String source) {
    String file = Home.resolve("peers/preview/" + source + ".java").toString();
    return new Jvm(name, version, workloads, file, List.of("--enable-preview"));
  }

  /** What every core process is told, in this order. */
  private static List<String> contract(CoreCase measured, Effort effort) {
    return List.of(
        measured.workload().name(),
        Integer.toString(measured.size() / effort.shrink()),
        Integer.toString(measured.workers()),
        Long.toString(effort.warmupMillis()),
        Long.toString(effort.measureMillis()));
  }

  /**
   * A subject on the JVM.
   *
   * @param name of the subject
   * @param version shown
   * @param workloads it can run
   * @param main class, or source file, with the {@code main} method
   * @param options of the JVM that this subject needs
   */
  record Jvm(
      String name, String version, Set<CoreWorkload> workloads, String main, List<String> options)
      implements CoreSubject {
    private static final String HEAP = "4g";
    private static final String SMALL_HEAP = "64m";

    @Override
    public Optional<NativePeers> toolchain() {
      return Optional.empty();
    }

    @Override
    public List<String> command(CoreCase measured, Effort effort, List<String> more) {
      int workers = measured.workers();
      List<String> all = new ArrayList<>(options);
      boolean footprint = measured.workload().isFootprint();
      if (!footprint && !effort.forALook()) {
        all.add("-XX:+AlwaysPreTouch"); // the kernel's first touch of a page is no cost of a task
      }
      all.add("-Djdk.virtualThreadScheduler.parallelism=" + workers);
      all.add("-Djdk.virtualThreadScheduler.maxPoolSize=" + workers);
      all.add("-Djacquard.workers=" + workers);
      all.add("-Dkotlinx.coroutines.scheduler.core.pool.size=" + workers);
      all.add("-Dkotlinx.coroutines.scheduler.max.pool.size=" + workers);
      return JvmCommand.withHeap(footprint ? SMALL_HEAP : HEAP, HEAP)
          .options(all)
          .options(more)
          .main(main, contract(measured, effort));
    }
  }

  /**
   * A subject that is a program of its own.
   *
   * @param name of the subject
   * @param version shown
   * @param peers to which it belongs
   * @param binary that their toolchain builds
   */
  record Native(String name, String version, NativePeers peers, String binary)
      implements CoreSubject {

    @Override
    public Set<CoreWorkload> workloads() {
      return EnumSet.allOf(CoreWorkload.class);
    }

    @Override
    public Optional<NativePeers> toolchain() {
      return Optional.of(peers);
    }

    @Override
    public List<String> command(CoreCase measured, Effort effort, List<String> more) {
      List<String> words = new ArrayList<>(peers.command(binary));
      words.addAll(contract(measured, effort));
      return words;
    }
  }
}
