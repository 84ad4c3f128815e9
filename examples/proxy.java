// A TCP proxy: from port 9000 to hello.java, or ./jacquard run examples/proxy.java PORT HOST:PORT
// Look at: a connection is two plain loops that read and write; a slow reader makes write() wait,
// so that read() is not called and the sender is slowed down in turn, with 16 KB in between.
// With --self-test it proves that on itself instead of serving.
import jacquard.net.*;
import jacquard.process.*;
import jacquard.task.*;
import jacquard.time.*;

void main(String[] args) throws Exception {
  if (List.of(args).contains("--self-test")) {
    selfTest();
    return;
  }
  Shutdown.expect();
  int port = args.length > 0 ? Integer.parseInt(args[0]) : 9000;
  String[] target = (args.length > 1 ? args[1] : "localhost:8080").split(":");
  if (target.length != 2) {
    throw new IllegalArgumentException("the target must be HOST:PORT, was " + args[1]);
  }
  try (var proxy = proxy(port, new InetSocketAddress(target[0], Integer.parseInt(target[1])))) {
    System.out.println(
        "forwarding localhost:"
            + port
            + " to "
            + String.join(":", target)
            + "   (Ctrl-C drains and stops)");
    Shutdown.await();
    drain(proxy);
  }
}

TcpServer proxy(int port, InetSocketAddress target) throws IOException {
  return TcpServer.start(
      TcpListener.bind(port),
      client -> {
        try (var server = TcpStream.connect(target)) {
          Scope.run(s -> {
            s.fork("there", () -> copy(client, server));
            s.fork("back", () -> copy(server, client));
          });
        } catch (ConnectException e) {
          System.err.println(e.getMessage());
        }
      });
}

/** Copies until the end of {@code from}, and hands the end on. */
void copy(TcpStream from, TcpStream to) throws IOException, InterruptedException {
  ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
  while (from.read(buffer) >= 0) {
    to.write(buffer.flip());
    buffer.clear();
  }
  to.shutdownOutput();
}

void drain(TcpServer server) throws IOException, InterruptedException {
  System.out.print("draining: " + server.connections() + " connections, up to 10 s … ");
  int cut = server.drain(Duration.ofSeconds(10));
  System.out.println(cut == 0 ? "done" : cut + " had to be cut");
}

/** Talks through the proxy to a server that echoes, and to one that reads nothing. */
void selfTest() throws Exception {
  try (var echo = TcpServer.start(TcpListener.bind(0), client -> copy(client, client));
      var deaf = TcpServer.start(TcpListener.bind(0), _ -> Clock.sleep(Duration.ofHours(1)));
      var toEcho = proxy(0, echo.listener().localAddress());
      var toDeaf = proxy(0, deaf.listener().localAddress())) {
    try (var stream = TcpStream.connect(toEcho.listener().localAddress())) {
      String said = "hello through the proxy";
      stream.write(ByteBuffer.wrap(said.getBytes()));
      ByteBuffer heard = ByteBuffer.allocate(said.length());
      while (heard.hasRemaining() && stream.read(heard) >= 0) {}
      System.out.println("echo: " + new String(heard.array()));
    }
    try (var stream = TcpStream.connect(toDeaf.listener().localAddress())) {
      ByteBuffer flood = ByteBuffer.allocate(64 * 1024 * 1024);
      try {
        Tasks.timeout(Duration.ofMillis(300), () -> stream.write(flood));
        System.out.println("64 MB went to a reader that reads nothing");
      } catch (TimeoutException e) {
        System.out.println(
            "back-pressure: the sender waits after "
                + flood.position() / 1024 / 1024
                + " of 64 MB (what the kernel's buffers hold)");
      }
    }
    drain(toEcho);
  }
}
