package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jacquard.http.HttpLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/*
 * Goal: each rule of framing refuses what it is for and nothing else, and no cut between two octets
 * changes what is read. Method: one table of messages, read whole, cut in two at every place, and
 * octet by octet.
 */
final class FramingTest {
  private static final HttpLimits LIMITS = HttpLimits.defaults();

  static Stream<Messages> messages() {
    List<Messages> all = new ArrayList<>(Messages.valid());
    all.addAll(Messages.incomplete());
    all.addAll(Messages.refused());
    all.addAll(Messages.refusedBodies());
    assertThat(all).hasSizeGreaterThan(140);
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_whole_isReadOrRefused(Messages message) {
    assertThat(Reading.of(LIMITS, message.octets())).isEqualTo(message.expected());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_cutAnywhere_isReadTheSame(Messages message) {
    String octets = message.octets();
    for (int cut = 0; cut <= octets.length(); cut++) {
      assertThat(Reading.of(LIMITS, octets.substring(0, cut), octets.substring(cut)))
          .as("%s, cut at %d", message, cut)
          .isEqualTo(message.expected());
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_octetByOctet_isReadTheSame(Messages message) {
    assertThat(Reading.of(LIMITS, message.octets().split(""))).isEqualTo(message.expected());
  }

  @Test
  void requestLine_atItsLimit_isRead_andOneMore_is414() {
    HttpLimits limits = LIMITS.withRequestLineBytes(64);
    String fits = "GET /" + "a".repeat(64 - 14) + " HTTP/1.1";
    assertThat(fits).hasSize(64);
    assertCut(limits, fits + "\r\nHost: a\r\n\r\n", fits.substring(0, 64 - 9));
    assertCut(limits, fits.replace("/a", "/aa") + "\r\nHost: a\r\n\r\n", "414");
  }

  /** Nothing behind it is looked at, which may not be there. */
  @Test
  void requestLine_shorterThanAWord_atTheEndOfItsArray_isRefused() {
    for (String line : List.of("GET /", "GET /ab", "GET /abc")) {
      byte[] octets = Ascii.bytes(line);
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> RequestLineRule.read(octets, 0, octets.length, new RequestLine()))
          .withMessageContaining("without a version");
    }
  }

  @Test
  void fields_atTheirLimit_areRead_andOneMore_is431() {
    HttpLimits limits = LIMITS.withHeaderBytes(64);
    String host = "GET / HTTP/1.1\r\nHost: a\r\n";
    String fits = "A:" + "b".repeat(64 - 9 - 2);
    assertCut(limits, host + fits + "\r\n\r\n", "431");
    String smaller = "A:" + "b".repeat(64 - 9 - 4);
    assertCut(limits, host + smaller + "\r\n\r\n", "GET /");
  }

  @Test
  void fieldCount_atItsLimit_isRead_andOneMore_is431() {
    HttpLimits limits = LIMITS.withHeaderCount(3);
    String head = "GET / HTTP/1.1\r\nHost: a\r\n";
    assertCut(limits, head + "A: 1\r\n".repeat(2) + "\r\n", "GET /");
    assertCut(limits, head + "A: 1\r\n".repeat(3) + "\r\n", "431");
  }

  @Test
  void chunkExtensions_inManyChunks_areBoundedTogether() {
    HttpLimits limits = LIMITS.withChunkExtensionBytes(100);
    String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunk = "1;" + "x".repeat(9) + "\r\na\r\n";
    assertCut(limits, head + chunk.repeat(9) + "0\r\n\r\n", "POST / " + "a".repeat(9));
    assertCut(limits, head + chunk.repeat(13) + "0\r\n\r\n", "400");
  }

  @Test
  void trailers_beyondTheirLimits_are431() {
    String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
    assertCut(LIMITS.withTrailerBytes(20), head + "A: " + "b".repeat(30) + "\r\n\r\n", "431");
    assertCut(LIMITS.withHeaderCount(2), head + "A: b\r\n".repeat(3) + "\r\n", "431");
  }

  private static void assertCut(HttpLimits limits, String octets, String expected) {
    for (int cut = 0; cut <= octets.length(); cut++) {
      assertThat(Reading.of(limits, octets.substring(0, cut), octets.substring(cut)))
          .as("cut at %d", cut)
          .isEqualTo(expected);
    }
  }
}
