package jacquard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a response refuses, and that it never changes. */
final class ResponseTest {
  @ParameterizedTest
  @ValueSource(ints = {100, 101, 103, 199})
  void status_thatIsNotFinal_isRefused(int code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Response.status(code))
        .withMessageContaining("must be 200 to 599, was " + code);
    assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").withStatus(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 600, 1000})
  void status_thatIsNone_isRefused(int code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Response.status(code))
        .withMessageContaining("was " + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "content-length",
        "Transfer-Encoding",
        "TRANSFER-ENCODING",
        "Connection",
        "Keep-Alive",
        "Upgrade",
        "Trailer"
      })
  void header_thatFramesTheMessage_isRefused_withWhatToDoInstead(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Response.text("").withHeader(name, "1"))
        .withMessageContaining(name + " is written by the server (");
    assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").addHeader(name, "1"));
  }

  @Test
  void stream_ofNegativeLength_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Response.stream(-1, _ -> {}))
        .withMessageContaining("body length must be 0 bytes or more, was -1");
  }

  @Test
  void change_givesAnotherInstance_andLeavesThisOne() {
    Response text = Response.text("a");
    Response other =
        text.withStatus(404).withType("text/csv").addHeader("A", "1").addHeader("A", "2");
    assertThat(other).hasToString("404 Not Found [Content-Type: text/csv, A: 1, A: 2] 1 bytes");
    assertThat(other.withHeader("a", "3").headers().all("A")).containsExactly("3");
    assertThat(text).hasToString("200 OK [Content-Type: text/plain; charset=utf-8] 1 bytes");
  }
}
