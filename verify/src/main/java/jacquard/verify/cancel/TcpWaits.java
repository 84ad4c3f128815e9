package jacquard.verify.cancel;

import jacquard.net.TcpListener;
import jacquard.net.TcpStream;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts, connects, reads and writes, over loopback. */
final class TcpWaits {

  /** More than both sockets' buffers hold. */
  private static final int FLOOD_BYTES = 16 << 20;

  private static final int BYTES = 64;
  private static final int CONNECTS = 8;

  private TcpWaits() {}

  static List<Waiting> all() {
    return List.of(
        new Waiting("TcpListener.accept", TcpWaits::accept),
        new Waiting("TcpStream.connect", TcpWaits::connect),
        new Waiting("TcpStream.read", TcpWaits::read),
        new Waiting("TcpStream.write", TcpWaits::write));
  }

  /** What a round does with a listener. */
  @FunctionalInterface
  private interface WithListener {
    void run(TcpListener listener, Scope scope) throws IOException, InterruptedException;
  }

  /** Port 0: the system chooses; loopback only. */
  private static void withListener(WithListener body) throws IOException, InterruptedException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (TcpListener listener = TcpListener.bind(address)) {
      Scope.run(scope -> body.run(listener, scope));
    }
  }

  /** Accepts that are cancelled lose no connection: the next accept gets it. */
  private static void accept(Chance chance, Tally tally) throws IOException, InterruptedException {
    int connections = 3;
    AtomicInteger accepted = new AtomicInteger();
    withListener((listener, scope) -> {
      Chance others = chance.split();
      Task<?> client = scope.fork(() -> knock(listener, connections, others));
      for (int i = 0; i < connections; i++) {
        Victims victims = new Victims(scope, chance, tally);
        victims.add(() -> acceptOne(listener, accepted));
        victims.cancelSome();
        victims.cancelAll();
        victims.awaitAll();
      }
      while (accepted.get() < connections) {
        acceptOne(listener, accepted); // stuck here if an accept lost a connection
      }
      client.join();
    });
    if (accepted.get() != connections) {
      tally.fault(tally.doubled, 1, accepted + " accepted of " + connections);
    }
  }

  private static void acceptOne(TcpListener listener, AtomicInteger accepted)
      throws IOException, InterruptedException {
    listener.accept().close();
    accepted.incrementAndGet();
  }

  private static void knock(TcpListener listener, int times, Chance chance)
      throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      chance.pause();
      TcpStream.connect(listener.localAddress()).close();
    }
  }

  /**
   * A connect that is cancelled leaves no socket behind: the descriptors are counted. Nobody
   * accepts, and the backlog is short: some connects are answered, the others wait.
   */
  private static void connect(Chance chance, Tally tally) throws IOException, InterruptedException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TcpListener.Options shortLine = new TcpListener.Options(1, true, 0);
    try (TcpListener listener = TcpListener.bind(address, shortLine)) {
      Scope.run(scope -> {
        Victims victims = new Victims(scope, chance, tally);
        for (int i = 0; i < CONNECTS; i++) {
          victims.add(() -> TcpStream.connect(listener.localAddress()).close());
        }
        victims.cancelSome();
        victims.cancelAll();
        victims.awaitAll();
      });
    }
  }

  /** What a cancelled read did not return is still there for the next one. */
  private static void read(Chance chance, Tally tally) throws IOException, InterruptedException {
    withListener((listener, scope) -> {
      Task<TcpStream> connected = scope.fork(() -> TcpStream.connect(listener.localAddress()));
      try (TcpStream in = listener.accept();
          TcpStream out = connected.join()) {
        Counted counted = new Counted();
        Chance others = chance.split();
        Task<?> writer = scope.fork(() -> trickle(out, others));
        while (counted.next < BYTES / 2) {
          Victims victims = new Victims(scope, chance, tally);
          victims.add(() -> counted.readOnce(in));
          victims.cancelSome();
          victims.cancelAll();
          victims.awaitAll();
        }
        while (counted.readOnce(in)) {
          // to the end
        }
        writer.join();
        counted.close(tally);
      }
    });
  }

  private static void trickle(TcpStream out, Chance chance)
      throws IOException, InterruptedException {
    for (int i = 0; i < BYTES; i++) {
      chance.pause();
      out.write(ByteBuffer.wrap(new byte[] {(byte) i}));
    }
    out.shutdownOutput();
  }

  /** Bytes that must come in order: each is one more than the last. One reader at a time. */
  private static final class Counted {
    private final ByteBuffer buffer = ByteBuffer.allocate(5);
    private volatile int next;
    private volatile boolean ended;
    private volatile int wrong;

    boolean readOnce(TcpStream in) throws IOException, InterruptedException {
      buffer.clear();
      ended = in.read(buffer) < 0;
      buffer.flip();
      int expected = next;
      while (buffer.hasRemaining()) {
        if (buffer.get() != (byte) expected++) {
          wrong = expected - 1;
        }
      }
      next = expected;
      return !ended;
    }

    void close(Tally tally) {
      if (next != BYTES || wrong != 0) {
        tally.fault(tally.lost, 1, next + " bytes of " + BYTES + ", wrong at " + wrong);
      }
    }
  }

  /** A write that is cancelled has sent what its buffer says, and no more. */
  private static void write(Chance chance, Tally tally) throws IOException, InterruptedException {
    withListener((listener, scope) -> {
      Task<TcpStream> connected = scope.fork(() -> TcpStream.connect(listener.localAddress()));
      try (TcpStream in = listener.accept();
          TcpStream out = connected.join()) {
        ByteBuffer flood = ByteBuffer.allocate(FLOOD_BYTES);
        Victims victims = new Victims(scope, chance, tally);
        victims.add(() -> out.write(flood));
        victims.cancelSome();
        victims.cancelAll();
        victims.awaitAll();
        out.shutdownOutput();
        int received = drain(in);
        if (received != flood.position()) {
          tally.fault(
              tally.lost, 1, flood.position() + " bytes written, " + received + " received");
        }
      }
    });
  }

  private static int drain(TcpStream in) throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    int total = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      total += count;
      buffer.clear();
    }
    return total;
  }
}
