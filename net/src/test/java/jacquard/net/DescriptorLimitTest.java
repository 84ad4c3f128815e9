package jacquard.net;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.process.Child;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a server at its descriptor limit waits without spinning, says so once, and loses nobody.
 * Method: an echo server in a child process that may open few descriptors; more clients than that
 * connect, and each goes when it was served.
 */
@Timeout(120)
class DescriptorLimitTest {

  private static final int LIMIT = 100;
  private static final int CLIENTS = 150;
  private static final int ANSWER_MILLIS = 20_000;

  /** The child: an echo server that ends with its standard input. */
  static final class Server {
    private Server() {}

    public static void main(String[] args) throws Exception {
      try (TcpServer server =
          TcpServer.start(TcpListener.bind(0), client -> client.transferTo(client))) {
        System.out.println("port " + server.listener().localAddress().getPort());
        while (System.in.read() >= 0) {
          // Goes on.
        }
      }
    }
  }

  @Test
  void accept_atTheLimit_backsOffAndRecovers() throws Exception {
    Assumptions.assumeTrue(Child.hasShell(), "needs a POSIX shell");
    try (Child child = Child.start("ulimit -n " + LIMIT, Server.class)) {
      int port = Integer.parseInt(child.awaitLine("port ").substring("port ".length()));
      serveOne(port);
      Deque<Socket> waiting = new ArrayDeque<>();
      try {
        for (int i = 0; i < CLIENTS; i++) {
          Socket client = connect(port);
          client.getOutputStream().write(i);
          waiting.add(client);
        }
        child.awaitLine("can't accept");
        Duration cpu = child.cpuTime();

        // In order of their arrival: each one served makes room for one that waits.
        for (int i = 0; i < CLIENTS; i++) {
          Socket client = waiting.remove();
          assertThat(client.getInputStream().read()).isEqualTo(i & 0xff);
          client.close();
        }

        assertThat(child.lines()).filteredOn(line -> line.contains("can't accept")).hasSize(1);
        assertThat(child.cpuTime().minus(cpu)).isLessThan(Duration.ofSeconds(3));
      } finally {
        for (Socket client : waiting) {
          client.close();
        }
      }
    }
  }

  /** So that the classes which serve and end a connection are loaded: each one is a file here. */
  private static void serveOne(int port) throws IOException {
    try (Socket client = connect(port)) {
      client.getOutputStream().write(1);
      client.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes()).hasSize(1);
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setSoTimeout(ANSWER_MILLIS);
    return client;
  }
}
