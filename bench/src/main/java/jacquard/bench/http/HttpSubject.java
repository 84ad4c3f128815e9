package jacquard.bench.http;

import jacquard.bench.Go;
import jacquard.bench.JvmCommand;
import jacquard.bench.NativePeers;
import jacquard.bench.Node;
import jacquard.bench.Rust;
import jacquard.bench.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server of the HTTP suite.
 *
 * @param name as {@code --only} takes it
 * @param version its version and that of what it runs on
 * @param toolchain that it needs; empty on the JVM
 * @param command that starts it
 */
record HttpSubject(
    String name, String version, Optional<NativePeers> toolchain, List<String> command) {
  private static final String HEAP = "1g";

  /** All subjects, in the order of the report. */
  static List<HttpSubject> all() {
    return List.of(
        notJvm(
            "hyper",
            "hyper " + Rust.version("hyper") + ", tokio " + Rust.version("tokio"),
            NativePeers.RUST,
            "hyper-server"),
        jacquard("loop", List.of("--add-opens=java.base/java.lang=ALL-UNNAMED")),
        jacquard("default", List.of()),
        jvm(
            "netty",
            Versions.of("netty") + " epoll",
            "jacquard.bench.peers.netty.NettyServer",
            // Its native transport; without it the JVM prints a warning.
            List.of("--enable-native-access=ALL-UNNAMED")),
        jvm(
            "vertx",
            Versions.of("vertx") + ", Netty " + Versions.of("netty") + " epoll",
            "jacquard.bench.peers.vertx.VertxServer",
            // What its authors set where they measure it.
            List.of(
                "--enable-native-access=ALL-UNNAMED",
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

  private static HttpSubject jacquard(String engine, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("-Djacquard.engine=" + engine);
    all.add("-Djacquard.workers=1");
    return jvm(
        "jacquard-" + engine, Versions.of("jacquard"), "jacquard.bench.http.JacquardServer", all);
  }

  private static HttpSubject jvm(String name, String version, String main, List<String> options) {
    List<String> command = JvmCommand.withHeap(HEAP).options(options).main(main, List.of());
    return new HttpSubject(name, version + ", " + Versions.jdk(), Optional.empty(), command);
  }

  private static HttpSubject notJvm(
      String name, String version, NativePeers peers, String program) {
    return new HttpSubject(name, version, Optional.of(peers), peers.command(program));
  }

  /** Whether it runs on the JVM, and so can be recorded. */
  boolean isJvm() {
    return toolchain.isEmpty();
  }

  /** Why it can't run here, or empty. */
  Optional<String> missing() {
    return toolchain.flatMap(NativePeers::missing);
  }
}
