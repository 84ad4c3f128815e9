package jacquard.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ViewsTest {

  /** Gives {@code text} in pieces of at most three bytes. */
  private static ByteSource inPieces(String text) {
    ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    return into -> {
      if (!left.hasRemaining()) {
        return -1;
      }
      int count = Math.min(3, Math.min(left.remaining(), into.remaining()));
      for (int i = 0; i < count; i++) {
        into.put(left.get());
      }
      return count;
    };
  }

  private static ByteSink to(ByteArrayOutputStream bytes) {
    return from -> {
      while (from.hasRemaining()) {
        bytes.write(from.get());
      }
    };
  }

  @Test
  void transferTo_source_copiesUpToTheEnd() throws Exception {
    var bytes = new ByteArrayOutputStream();
    String text = "weft and warp ".repeat(3_000);

    assertThat(inPieces(text).transferTo(to(bytes))).isEqualTo(text.length());
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void inputStream_source_readsBytesArraysAndTheEnd() throws Exception {
    try (InputStream in = inPieces("añb").asInputStream()) {
      assertThat(in.read()).isEqualTo('a');
      assertThat(in.read()).isEqualTo(0xc3);
      assertThat(in.readAllBytes()).containsExactly(0xb1, 'b');
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(new byte[2], 0, 0)).isIn(0, -1);
    }
  }

  @Test
  void outputStream_sink_writesBytesAndArrays() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = to(bytes).asOutputStream()) {
      out.write('a');
      out.write(new byte[] {'x', 'b', 'c', 'x'}, 1, 2);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("abc");
  }

  @Test
  void views_interrupted_convertAndStayInterrupted() {
    InterruptedException cause = new InterruptedException("the test's");
    ByteSource source =
        _ -> {
          throw cause;
        };
    ByteSink sink =
        _ -> {
          throw cause;
        };

    assertThatThrownBy(() -> source.asInputStream().read())
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("the test's")
        .hasCause(cause);
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(() -> sink.asOutputStream().write(1))
        .isInstanceOf(InterruptedIOException.class)
        .hasCause(cause);
    assertThat(Thread.interrupted()).isTrue();
  }
}
