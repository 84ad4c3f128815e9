package jacquard.net;

import static jacquard.net.Loopback.awaitWaiting;
import static jacquard.net.Loopback.bytes;
import static jacquard.net.Loopback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jacquard.task.Scope;
import jacquard.task.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpStreamTest {

  private static final int LARGE = 32 * 1024 * 1024;

  @Test
  void echo_betweenTwoTasks_returnsTheBytes() throws Exception {
    try (Loopback pair = Loopback.open()) {
      String back =
          Scope.call(scope -> {
            scope.fork(() -> pair.server().transferTo(pair.server()));
            pair.client().write(bytes("hello"));
            String echoed = read(pair.client(), 5);
            pair.client().shutdownOutput();
            return echoed;
          });

      assertThat(back).isEqualTo("hello");
    }
  }

  @Test
  void byteArrays_withOffsets_areWrittenAndRead() throws Exception {
    try (Loopback pair = Loopback.open()) {
      byte[] from = {9, 1, 2, 3, 9};
      byte[] into = new byte[6];

      pair.client().write(from, 1, 3);
      pair.client().write(from, 0, 1);
      pair.client().shutdownOutput();
      int count = 0;
      for (int n = 0; n >= 0; n = pair.server().read(into, 1 + count, 5 - count)) {
        count += n;
      }

      assertThat(count).isEqualTo(4);
      assertThat(into).containsExactly(0, 1, 2, 3, 9, 0);
    }
  }

  /** The JDK would keep a direct buffer as large as the array, for each carrier. */
  @Test
  void read_intoALargeArray_takesSomeAtATimeAndAllInTheEnd() throws Exception {
    TcpListener.Options options = new TcpListener.Options(1, true, 4 * Turn.CALL_BYTES_MAX);
    try (Loopback pair = Loopback.open(options)) {
      byte[] sent = new byte[LARGE];
      new Random(1).nextBytes(sent);
      byte[] into = new byte[LARGE];
      List<Integer> counts = new ArrayList<>();
      Scope.run(scope -> {
        scope.fork(() -> pair.client().write(ByteBuffer.wrap(sent)));
        awaitWaiting(pair.client()::pendingWrite); // the kernel holds what it can
        for (int count = 0; count < LARGE; count += counts.getLast()) {
          counts.add(pair.server().read(into, count, LARGE - count));
        }
      });

      assertThat(Collections.max(counts)).isLessThanOrEqualTo(Turn.CALL_BYTES_MAX);
      assertThat(into).isEqualTo(sent);
    }
  }

  @Test
  void read_withoutRoom_isZero() throws Exception {
    try (Loopback pair = Loopback.open()) {
      assertThat(pair.client().read(ByteBuffer.allocate(0))).isZero();
      assertThat(pair.client().read(new byte[3], 3, 0)).isZero();
    }
  }

  @Test
  void shutdownOutput_byTheClient_leavesTheOtherDirectionOpen() throws Exception {
    try (Loopback pair = Loopback.open()) {
      pair.client().write(bytes("request"));
      pair.client().shutdownOutput();

      assertThat(read(pair.server(), 100)).isEqualTo("request");
      pair.server().write(bytes("answer"));
      pair.server().shutdownOutput();
      assertThat(read(pair.client(), 100)).isEqualTo("answer");
      assertThat(pair.server().read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(pair.server().read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void write_afterShutdownOutput_throws() throws Exception {
    try (Loopback pair = Loopback.open()) {
      pair.client().shutdownOutput();

      assertThatThrownBy(() -> pair.client().write(bytes("late"))).isInstanceOf(IOException.class);
      assertThat(pair.client().isOpen()).isTrue();
    }
  }

  @Test
  void write_slowReader_waitsAndHoldsNothing() throws Exception {
    long seed = System.nanoTime();
    byte[] sent = new byte[LARGE];
    new Random(seed).nextBytes(sent);
    try (Loopback pair = Loopback.open()) {
      ByteBuffer from = ByteBuffer.wrap(sent);
      long sum =
          Scope.call(scope -> {
            scope.fork(() -> {
              pair.client().write(from);
              pair.client().shutdownOutput();
            });
            awaitWaiting(pair.client()::pendingWrite);
            assertThat(from.remaining()).as("what the kernel did not take").isPositive();
            return checksum(pair.server());
          });

      CRC32 expected = new CRC32();
      expected.update(sent);
      assertThat(sum).as("seed %d", seed).isEqualTo(expected.getValue());
    }
  }

  private static long checksum(TcpStream stream) throws IOException, InterruptedException {
    CRC32 sum = new CRC32();
    stream.transferTo(sum::update);
    return sum.getValue();
  }

  @Test
  void write_headAndLargeBody_arriveInOrder() throws Exception {
    byte[] sent = new byte[LARGE];
    new Random(1).nextBytes(sent);
    try (Loopback pair = Loopback.open()) {
      ByteBuffer head = ByteBuffer.wrap(sent, 0, 300_000);
      ByteBuffer body = ByteBuffer.wrap(sent, 300_000, sent.length - 300_000);
      long sum =
          Scope.call(scope -> {
            scope.fork(() -> {
              pair.client().write(head, body);
              pair.client().shutdownOutput();
            });
            return checksum(pair.server());
          });

      CRC32 expected = new CRC32();
      expected.update(sent);
      assertThat(sum).isEqualTo(expected.getValue());
      assertThat(head.limit()).isEqualTo(300_000);
      assertThat(head.hasRemaining()).isFalse();
      assertThat(body.hasRemaining()).isFalse();
    }
  }

  @Test
  void write_headWithEmptyBody_writesTheHead() throws Exception {
    try (Loopback pair = Loopback.open()) {
      pair.client().write(bytes("head"), ByteBuffer.allocate(0));
      pair.client().write(ByteBuffer.allocate(0), bytes("body"));

      assertThat(read(pair.server(), 8)).isEqualTo("headbody");
    }
  }

  @Test
  void bothDirections_atTheSameTime_doNotDisturbEachOther() throws Exception {
    byte[] sent = new byte[4 * 1024 * 1024];
    new Random(2).nextBytes(sent);
    CRC32 expected = new CRC32();
    expected.update(sent);
    try (Loopback pair = Loopback.open()) {
      List<Long> sums =
          Scope.call(scope -> {
            List<Task<Long>> readers = new ArrayList<>();
            for (TcpStream stream : List.of(pair.client(), pair.server())) {
              scope.fork(() -> {
                stream.write(sent, 0, sent.length);
                stream.shutdownOutput();
              });
              readers.add(scope.fork(() -> checksum(stream)));
            }
            return List.of(readers.get(0).join(), readers.get(1).join());
          });

      assertThat(sums).containsExactly(expected.getValue(), expected.getValue());
    }
  }

  @Test
  void read_whileAnotherTaskReads_isRefused() throws Exception {
    try (Loopback pair = Loopback.open()) {
      Scope.run(scope -> {
        scope.fork(() -> read(pair.client(), 1));
        awaitWaiting(pair.client()::pendingRead);

        assertThatThrownBy(() -> pair.client().read(ByteBuffer.allocate(1)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("another task reads this stream already");
        assertThatThrownBy(() -> pair.client().awaitReadable())
            .isInstanceOf(IllegalStateException.class);
        assertThat(pair.client().tryRead(ByteBuffer.allocate(1))).isZero();
        pair.server().write(bytes("x"));
      });
    }
  }

  @Test
  void close_whileReading_endsTheRead() throws Exception {
    try (Loopback pair = Loopback.open()) {
      Throwable thrown =
          Scope.call(scope -> {
            Task<Throwable> reader = scope.fork(() -> catchThrowable(() -> read(pair.client(), 1)));
            awaitWaiting(pair.client()::pendingRead);
            pair.client().close();
            return reader.join();
          });

      assertThat(thrown)
          .isInstanceOf(SocketClosedException.class)
          .hasMessageContaining("is closed")
          .hasMessageContaining(pair.client().remoteAddress().toString());
      assertThat(read(pair.server(), 1)).as("the peer reads the end").isEmpty();
    }
  }

  @Test
  void close_whileWriting_endsTheWrite() throws Exception {
    try (Loopback pair = Loopback.open()) {
      Throwable thrown =
          Scope.call(scope -> {
            Task<Throwable> writer =
                scope.fork(
                    () -> catchThrowable(() -> pair.client().write(new byte[LARGE], 0, LARGE)));
            awaitWaiting(pair.client()::pendingWrite);
            pair.client().close();
            return writer.join();
          });

      assertThat(thrown).isInstanceOf(SocketClosedException.class);
    }
  }

  @Test
  void everyOperation_afterClose_throwsClosed() throws Exception {
    try (Loopback pair = Loopback.open()) {
      TcpStream stream = pair.client();
      stream.close();
      stream.close();

      assertThat(stream.isOpen()).isFalse();
      for (var use : operations(stream)) {
        assertThat(catchThrowable(use::run)).isInstanceOf(SocketClosedException.class);
      }
      stream.abort();
    }
  }

  private static List<jacquard.task.Action<Exception>> operations(TcpStream stream) {
    return List.of(
        () -> stream.read(ByteBuffer.allocate(1)),
        () -> stream.read(new byte[1], 0, 1),
        () -> stream.tryRead(ByteBuffer.allocate(1)),
        stream::awaitReadable,
        () -> stream.write(bytes("x")),
        () -> stream.write(new byte[1], 0, 1),
        () -> stream.write(bytes("x"), bytes("y")),
        stream::shutdownOutput,
        () -> stream.onUnattended(() -> {}));
  }

  @Test
  void abort_byThePeer_isAnErrorForTheReader() throws Exception {
    try (Loopback pair = Loopback.open()) {
      Throwable thrown =
          Scope.call(scope -> {
            Task<Throwable> reader = scope.fork(() -> catchThrowable(() -> read(pair.client(), 1)));
            awaitWaiting(pair.client()::pendingRead);
            pair.server().abort();
            return reader.join();
          });

      assertThat(thrown).isInstanceOf(IOException.class).hasMessageContaining("reset");
      assertThat(thrown).isNotInstanceOf(SocketClosedException.class);
    }
  }

  @Test
  void abort_byThePeer_endsAWriteThatWaits() throws Exception {
    try (Loopback pair = Loopback.open()) {
      Throwable thrown =
          Scope.call(scope -> {
            Task<Throwable> writer =
                scope.fork(
                    () -> catchThrowable(() -> pair.client().write(new byte[LARGE], 0, LARGE)));
            awaitWaiting(pair.client()::pendingWrite);
            pair.server().abort();
            return writer.join();
          });

      assertThat(thrown)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketClosedException.class);
    }
  }

  @Test
  void awaitReadable_thenRead_findsTheBytes() throws Exception {
    try (Loopback pair = Loopback.open()) {
      String got =
          Scope.call(scope -> {
            Task<String> reader =
                scope.fork(() -> {
                  pair.client().awaitReadable();
                  return read(pair.client(), 1);
                });
            awaitWaiting(pair.client()::pendingRead);
            pair.server().write(bytes("x"));
            return reader.join();
          });

      assertThat(got).isEqualTo("x");
    }
  }

  @Test
  void tryRead_nothingThenBytesThenEnd_neverWaits() throws Exception {
    try (Loopback pair = Loopback.open()) {
      ByteBuffer into = ByteBuffer.allocate(8);
      assertThat(pair.client().tryRead(into)).isZero();

      pair.server().write(bytes("abc"));
      pair.server().shutdownOutput();
      pair.client().awaitReadable();
      assertThat(pair.client().tryRead(into)).isEqualTo(3);
      pair.client().awaitReadable();
      assertThat(pair.client().tryRead(into)).isEqualTo(-1);
    }
  }

  @Test
  void onUnattended_bytesThenEndThenSetAnew_isToldOfEach() throws Exception {
    try (Loopback pair = Loopback.open()) {
      LinkedBlockingQueue<Integer> told = new LinkedBlockingQueue<>();
      ByteBuffer ahead = ByteBuffer.allocate(16);
      Probe probe = new Probe(pair.client(), ahead, told);
      pair.client().onUnattended(probe);

      pair.server().write(bytes("abc"));
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(3);
      pair.server().write(bytes("de"));
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
      pair.server().close();
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }

  @Test
  void onUnattended_takenBack_leavesTheBytesToTheReader() throws Exception {
    try (Loopback pair = Loopback.open()) {
      LinkedBlockingQueue<Integer> told = new LinkedBlockingQueue<>();
      pair.client().onUnattended(new Probe(pair.client(), ByteBuffer.allocate(16), told));
      pair.client().onUnattended(null);

      pair.server().write(bytes("abc"));
      assertThat(read(pair.client(), 3)).isEqualTo("abc");
      assertThat(told).isEmpty();
    }
  }

  @Test
  void onUnattended_peerAborts_isToldByAFailure() throws Exception {
    try (Loopback pair = Loopback.open()) {
      LinkedBlockingQueue<Integer> told = new LinkedBlockingQueue<>();
      Probe probe = new Probe(pair.client(), ByteBuffer.allocate(16), told);
      pair.client().onUnattended(probe);

      pair.server().abort();

      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(Probe.FAILED);
      assertThat(probe.failure.get()).isInstanceOf(IOException.class);
    }
  }

  /** Reads ahead as a server does, and goes on until the end. */
  private static final class Probe implements Runnable {
    static final int FAILED = -2;

    private final TcpStream stream;
    private final ByteBuffer ahead;
    private final LinkedBlockingQueue<Integer> told;
    final AtomicReference<Throwable> failure = new AtomicReference<>();

    Probe(TcpStream stream, ByteBuffer ahead, LinkedBlockingQueue<Integer> told) {
      this.stream = stream;
      this.ahead = ahead;
      this.told = told;
    }

    @Override
    public void run() {
      try {
        int count = stream.tryRead(ahead);
        if (count >= 0) {
          stream.onUnattended(this);
        }
        told.add(count);
      } catch (IOException e) {
        failure.set(e);
        told.add(FAILED);
      }
    }
  }
}
