package jacquard.bench.http;

import jacquard.bench.Go;
import jacquard.bench.JvmCommand;
import jacquard.bench.NativePeers;
import jacquard.bench.Node;
import jacquard.bench.Rust;
import jacquard.bench.Subject;
import jacquard.bench.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server of the HTTP suite: how its process is started. */
sealed interface HttpSubject extends Subject {

  /** Command line of one process. */
  List<String> command(JvmSettings settings);

  /** All subjects, in the order of the report. */
  static List<HttpSubject> all() {
    return List.of(
        notJvm(
            "hyper",
            String.format(
                "hyper %s, tokio %s, %s",
                Rust.version("hyper"), Rust.version("tokio"), Rust.compiler()),
            NativePeers.RUST,
            "hyper-server"),
        jacquard("loop", List.of("--add-opens=java.base/java.lang=ALL-UNNAMED")),
        jacquard("default", List.of()),
        jvm(
            "netty",
            Versions.of("netty") + " epoll",
            "jacquard.bench.peers.netty.NettyServer",
            nettyWith()),
        jvm(
            "vertx",
            Versions.of("vertx") + ", Netty " + Versions.of("netty") + " epoll",
            "jacquard.bench.peers.vertx.VertxServer",
            // What its authors set where they measure it.
            nettyWith(
                "-Dvertx.disableWebsockets=true",
                "-Dvertx.disableContextTimings=true",
                "-Dvertx.disableHttpHeadersValidation=true",
                "-Dvertx.cacheImmutableHttpResponseHeaders=true",
                "-Dvertx.internCommonHttpRequestHeadersToLowerCase=true")),
        jvm(
            "helidon",
            Versions.of("helidon"),
            "jacquard.bench.peers.helidon.HelidonServer",
            List.of()),
        jvm("jetty", Versions.of("jetty"), "jacquard.bench.peers.jetty.JettyServer", List.of()),
        notJvm("go", "Go " + Go.version() + " net/http", NativePeers.GO, "server"),
        notJvm("node", "Node.js " + Node.version(), NativePeers.NODE, "server.js"));
  }

  /** What Netty's authors set where they measure it: on JDK 25 its own access to memory is off. */
  private static List<String> nettyWith(String... more) {
    List<String> all = new ArrayList<>();
    all.add("--enable-native-access=ALL-UNNAMED");
    all.add("--sun-misc-unsafe-memory-access=allow");
    all.add("-Dio.netty.noUnsafe=false");
    all.add("-Dio.netty.leakDetection.level=disabled");
    all.add("-Dio.netty.buffer.checkBounds=false");
    all.add("-Dio.netty.buffer.checkAccessible=false");
    all.addAll(List.of(more));
    return all;
  }

  private static HttpSubject jacquard(String engine, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("-Djacquard.engine=" + engine);
    all.add("-Djacquard.workers=1");
    return jvm(
        "jacquard-" + engine, Versions.of("jacquard"), "jacquard.bench.http.JacquardServer", all);
  }

  private static HttpSubject jvm(String name, String version, String main, List<String> options) {
    return new Jvm(name, version + ", " + Versions.jdk(), main, options);
  }

  private static HttpSubject notJvm(
      String name, String version, NativePeers peers, String program) {
    return new Native(name, version, peers, program);
  }

  /**
   * A server on the JVM.
   *
   * @param name of the subject
   * @param version shown
   * @param main class with the {@code main} method
   * @param options of the JVM that this subject needs
   */
  record Jvm(String name, String version, String main, List<String> options)
      implements HttpSubject {

    @Override
    public Optional<NativePeers> toolchain() {
      return Optional.empty();
    }

    @Override
    public List<String> command(JvmSettings settings) {
      return JvmCommand.withHeap(settings.firstHeap(), JvmSettings.HEAP)
          .options(options)
          .options(settings.options())
          .main(main, List.of());
    }
  }

  /**
   * A server that is a program of its own.
   *
   * @param name of the subject
   * @param version shown
   * @param peers to which it belongs
   * @param program that their toolchain builds or runs
   */
  record Native(String name, String version, NativePeers peers, String program)
      implements HttpSubject {

    @Override
    public Optional<NativePeers> toolchain() {
      return Optional.of(peers);
    }

    @Override
    public List<String> command(JvmSettings settings) {
      return peers.command(program);
    }
  }
}
