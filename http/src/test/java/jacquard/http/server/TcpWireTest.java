package jacquard.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.HttpTimeouts;
import jacquard.internal.engine.Engine;
import jacquard.internal.engine.EngineDescription;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Timer;
import jacquard.internal.engine.Watch;
import jacquard.net.TcpListener;
import jacquard.net.TcpStream;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/*
 * Goal: when the wire has the poller look for octets, and what becomes of a wire at rest. Method: real
 * sockets, and a poller that looks when the test says so.
 */
@Timeout(30)
final class TcpWireTest {
  private static final int PIECE = 1024;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  @Test
  void probe_thatHasKeptAllItMay_isSetAgainOnceSomeIsTaken() throws Exception {
    try (var turned = new HandTurned()) {
      TcpWire wire = turned.wire;
      assertThat(wire.beginTurn()).isTrue();
      wire.beginHandling();
      for (int sent = 0; sent < EarlyOctets.LIMIT; sent += PIECE) {
        assertThat(turned.isWatched()).isTrue();
        turned.client.send("x".repeat(PIECE));
        turned.look();
      }
      long start = System.nanoTime();
      while (turned.isWatched() && System.nanoTime() - start < PATIENCE_NANOS) {
        turned.look(); // The last pieces may still be on their way.
      }
      assertThat(turned.isWatched()).as("looked for what there is no room for").isFalse();
      assertThat(wire.read(new byte[1], 0, 1)).isOne();
      assertThat(turned.isWatched()).isTrue();
    }
  }

  /** Octets that come while a response is written, say: the probe is let run in vain. */
  @Test
  void probe_thatFoundNoHandler_isSetAgainForTheNext() throws Exception {
    try (var turned = new HandTurned()) {
      TcpWire wire = turned.wire;
      assertThat(wire.beginTurn()).isTrue();
      wire.beginHandling();
      wire.endHandling();
      wire.endRequest();
      turned.look();
      assertThat(turned.isWatched()).isFalse();
      wire.beginHandling();
      assertThat(turned.isWatched()).isTrue();
    }
  }

  @Test
  void endTurn_whenNoneMayIdleAnyMore_endsTheConnection() throws Exception {
    try (var turned = new HandTurned()) {
      TcpWire wire = turned.wire;
      assertThat(wire.beginTurn()).isTrue();
      assertThat(wire.endTurn()).isTrue();
      assertThat(wire.beginTurn()).isTrue();
      turned.noneMayIdle = true;
      assertThat(wire.endTurn()).isFalse();
      assertThat(wire.beginTurn()).isFalse();
      assertThat(turned.client.isEnded()).isTrue();
    }
  }

  /** Thousands of connections rest: what was read ahead for a request is not for them to keep. */
  @Test
  void endTurn_afterOctetsCameEarly_keepsNoRoomForThem() throws Exception {
    try (var turned = new HandTurned()) {
      TcpWire wire = turned.wire;
      assertThat(wire.beginTurn()).isTrue();
      wire.beginHandling();
      turned.look();
      assertThat(wire).extracting("early").isNotNull();
      wire.endHandling();
      wire.endRequest();
      assertThat(wire.endTurn()).isTrue();
      assertThat(wire).extracting("early").isNull();
    }
  }

  /** A wire whose engine the test plays, on the test's thread. */
  private static final class HandTurned implements AutoCloseable {
    private final Strand before = Strand.current();
    private final HandWatch watch = new HandWatch();
    private final RawClient client;
    private final TcpStream stream;
    private final TcpWire wire;
    private boolean noneMayIdle;

    HandTurned() throws IOException, InterruptedException {
      try (TcpListener listener = TcpListener.bind(0)) {
        client = new RawClient(listener.localAddress().getPort());
        stream = listener.accept();
      }
      wire = new TcpWire(stream, HttpTimeouts.defaults(), () -> noneMayIdle);
      new Strand(new OneWatch(watch), Thread.currentThread(), false).bind();
    }

    boolean isWatched() {
      return watch.armed() != 0;
    }

    /** What a poller does that finds something to read, where it looks for that. */
    void look() {
      if (isWatched()) {
        watch.ready(SelectionKey.OP_READ);
      }
    }

    @Override
    public void close() throws IOException {
      before.bind();
      try (client) {
        stream.close();
      }
    }
  }

  private static final class HandWatch extends Watch {
    private int interest;

    HandWatch() {
      super(SelectionKey.OP_READ, 0);
    }

    @Override
    protected int armed() {
      return interest;
    }

    @Override
    protected void arm(int ops) {
      interest |= ops;
    }

    @Override
    protected void disarm(int ops) {
      interest &= ~ops;
    }

    @Override
    protected void release() {}
  }

  /** An engine for one channel, where nothing runs and nobody waits. */
  private record OneWatch(Watch watch) implements Engine {
    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public int random(int bound) {
      return 0;
    }

    @Override
    public void execute(Job job) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void yield() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void schedule(Timer timer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cancel(Timer timer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Watch watch(SelectableChannel channel) {
      return watch;
    }

    @Override
    public EngineDescription describe() {
      return new EngineDescription("hand-turned", 1, "for a test");
    }
  }
}
