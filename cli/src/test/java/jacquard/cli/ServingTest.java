package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ./jacquard run examples/hello.java}, from the address it prints to the end of its drain.
 */
final class ServingTest {

  private static final int CLIENTS = 8;

  @TempDir Path folder;

  @Test
  void hello_servesOnThePortOfTheVariable() throws Exception {
    int port = Command.freePort();
    try (Child child = hello(port)) {
      assertThat(child.awaitOut("listening"))
          .isEqualTo("listening on http://localhost:" + port + "   (Ctrl-C drains and stops)");
      assertThat(get(port, "/")).isEqualTo("Hello, world!\n");
      assertThat(get(port, "/?name=J%C3%BCrgen")).isEqualTo("Hello, Jürgen!\n");
    }
  }

  @Test
  void serveWithOptions_heedsThemAndThePortOfTheVariable() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("prog.java"),
            """
            import jacquard.http.*;
            import jacquard.http.server.HttpServer;

            void main() throws Exception {
              var limits = HttpLimits.defaults().withRequestLineBytes(64);
              var options = HttpServer.Options.defaults().withHost("127.0.0.1").withLimits(limits);
              HttpServer.serve(1, _ -> Response.text("ok"), options);
            }
            """);
    int port = Command.freePort();
    Map<String, String> variables = Map.of("PORT", String.valueOf(port));
    try (Child child = Command.start(variables, "run", file.toString())) {
      child.awaitOut("listening");
      assertThat(get(port, "/")).isEqualTo("ok");
      assertThat(get(port, "/" + "a".repeat(64))).isNotEqualTo("ok");
    }
  }

  @Test
  void portTaken_isNamedAndAFreeOneProposed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Child child = hello(taken.getLocalPort())) {
      assertThat(child.awaitEnd()).isOne();
      List<String> lines = child.err().lines().toList();
      assertThat(lines).hasSize(3);
      assertThat(lines.get(1))
          .isEqualTo(
              "error: port "
                  + taken.getLocalPort()
                  + " is taken (by another process on this machine)");
      assertThat(lines.get(2)).matches("  try: PORT=\\d+ \\./jacquard run examples/hello\\.java");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "65536", "99999999999", "8080 "})
  void portOfTheVariable_isNone_isNamedWithoutAStackTrace(String port) throws Exception {
    try (Child child = Command.start(Map.of("PORT", port), "run", "examples/hello.java")) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.err().lines().skip(1))
          .containsExactly(
              "error: PORT must be a number from 0 to 65535, was " + port,
              "  try: PORT=8081 ./jacquard run examples/hello.java");
    }
  }

  @Test
  void hostOfTheVariable_isUnknown_isNamedWithoutAStackTrace() throws Exception {
    Map<String, String> variables = Map.of("PORT", "0", "HOST", "nosuch.invalid");
    try (Child child = Command.start(variables, "run", "examples/hello.java")) {
      assertThat(child.awaitEnd()).isEqualTo(2);
      assertThat(child.err().lines().skip(1))
          .containsExactly(
              "error: HOST must be a name or address of this machine, was nosuch.invalid",
              "  try: HOST=localhost ./jacquard run examples/hello.java");
    }
  }

  /** An address for documentation (RFC 5737), which no machine has. */
  @Test
  void hostOfTheVariable_isNotThisMachine_isOneLine() throws Exception {
    Map<String, String> variables = Map.of("PORT", "0", "HOST", "192.0.2.1");
    try (Child child = Command.start(variables, "run", "examples/hello.java")) {
      assertThat(child.awaitEnd()).isOne();
      assertThat(child.err().lines().skip(1))
          .singleElement()
          .asString()
          .startsWith("error: can't listen on /192.0.2.1:0: ");
    }
  }

  /**
   * The port is open a moment before anything is printed: a signal drains from the first accept.
   */
  @Test
  void terminate_atTheFirstResponse_drainsAndExitsWith0() throws Exception {
    int port = Command.freePort();
    try (Child child = hello(port)) {
      while (!answers(port)) {
        Thread.onSpinWait();
      }
      child.terminate();
      assertThat(child.awaitEnd()).isZero();
    }
  }

  private static boolean answers(int port) throws InterruptedException {
    try {
      return get(port, "/").equals("Hello, world!\n");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void interrupt_idle_drainsAndExitsWith0() throws Exception {
    int port = Command.freePort();
    try (Child child = hello(port)) {
      child.awaitOut("listening");
      child.interrupt();
      assertThat(child.awaitEnd()).isZero();
      assertThat(child.out())
          .containsPattern("draining: 0 requests in flight, up to 10 s … done in \\d+\\.\\d s\n");
    }
  }

  /**
   * Eight clients send one request after the other, each on its kept connection, when TERM comes.
   * Whoever got as far as a response's first byte must get all of it; a connection may end only
   * between two responses, and each client sees at least one answer after the signal or a clean
   * end.
   */
  @Test
  void terminate_underLoad_answersWhatItAcceptedAndExitsWith0() throws Exception {
    int port = Command.freePort();
    try (Child child = hello(port)) {
      child.awaitOut("listening");
      AtomicInteger answered = new AtomicInteger();
      AtomicInteger broken = new AtomicInteger();
      CountDownLatch warm = new CountDownLatch(CLIENTS);
      Thread[] clients = new Thread[CLIENTS];
      for (int i = 0; i < CLIENTS; i++) {
        clients[i] = Thread.ofVirtual().start(() -> load(port, warm, answered, broken));
      }
      warm.await();
      child.terminate();
      for (Thread client : clients) {
        client.join();
      }
      assertThat(child.awaitEnd()).isZero();
      assertThat(answered).hasValueGreaterThanOrEqualTo(CLIENTS * 100);
      assertThat(broken).hasValue(0);
    }
  }

  private static void load(
      int port, CountDownLatch warm, AtomicInteger answered, AtomicInteger broken) {
    byte[] request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      InputStream in = socket.getInputStream();
      boolean last = false;
      for (int n = 1; !last; n++) {
        socket.getOutputStream().write(request);
        String head = readHead(in);
        if (!head.startsWith("HTTP/1.1 200") || in.readNBytes(14).length != 14) {
          broken.incrementAndGet();
          return;
        }
        answered.incrementAndGet();
        last = head.toLowerCase(Locale.ROOT).contains("connection: close");
        if (n == 100) {
          warm.countDown();
        }
      }
    } catch (IOException e) {
      broken.incrementAndGet();
    } finally {
      warm.countDown();
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "ended after: " + head;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static Child hello(int port) {
    return Command.start(Map.of("PORT", String.valueOf(port)), "run", "examples/hello.java");
  }

  private static String get(int port, String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://localhost:" + port + path);
      return client
          .send(
              HttpRequest.newBuilder(address).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
          .body();
    }
  }
}
