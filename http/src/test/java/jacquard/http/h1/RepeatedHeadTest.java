package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.Headers;
import jacquard.http.Status;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RepeatedHeadTest {
  private static final Headers FIELDS = Headers.of("A", "b", "C", "\u00e9");
  private static final byte[] DATE = Ascii.bytes("Date: today\r\n");

  private final RepeatedHead head = new RepeatedHead();

  private String find(Status status, Headers headers, byte[] date) {
    byte[] octets = head.find(status, headers, date);
    return octets == null ? "new" : new String(octets, StandardCharsets.ISO_8859_1);
  }

  @Test
  void find_sameForTheSecondTime_isKnown() {
    assertThat(find(Status.OK, FIELDS, DATE)).isEqualTo("new");
    for (int i = 0; i < 2; i++) {
      assertThat(find(Status.OK, FIELDS, DATE))
          .isEqualTo("HTTP/1.1 200 OK\r\nA: b\r\nC: \u00e9\r\nDate: today\r\n");
    }
  }

  @Test
  void find_otherStatusOrFields_isNew() {
    find(Status.OK, FIELDS, DATE);
    find(Status.OK, FIELDS, DATE);
    assertThat(find(Status.NOT_FOUND, FIELDS, DATE)).isEqualTo("new");
    assertThat(find(Status.NOT_FOUND, Headers.of("A", "b"), DATE)).isEqualTo("new");
    assertThat(find(Status.OK, FIELDS, DATE)).isEqualTo("new");
  }

  @Test
  void find_inTheNextSecond_hasItsDate() {
    find(Status.OK, FIELDS, DATE);
    find(Status.OK, FIELDS, DATE);
    assertThat(find(Status.OK, FIELDS, Ascii.bytes("Date: tomorrow\r\n")))
        .endsWith("\r\nDate: tomorrow\r\n");
  }

  @Test
  void find_fieldsWithTheirOwnDate_areNotDatedTwice() {
    Headers dated = Headers.of("date", "once");
    find(Status.OK, dated, DATE);
    assertThat(find(Status.OK, dated, DATE)).isEqualTo("HTTP/1.1 200 OK\r\ndate: once\r\n");
  }

  @Test
  void find_largeFields_areNeverKept() {
    Headers large = Headers.of("A", "b".repeat(1000));
    for (int i = 0; i < 3; i++) {
      assertThat(find(Status.OK, large, DATE)).isEqualTo("new");
    }
  }

  private String findEnd(long length) {
    byte[] octets = head.findEnd(length);
    return octets == null ? "new" : new String(octets, StandardCharsets.ISO_8859_1);
  }

  @Test
  void findEnd_sameLengthForTheSecondTime_isKnown() {
    assertThat(findEnd(13)).isEqualTo("new");
    for (int i = 0; i < 2; i++) {
      assertThat(findEnd(13)).isEqualTo("Content-Length: 13\r\n\r\n");
    }
  }

  @Test
  void findEnd_otherLength_isNew() {
    for (long length : new long[] {0, 13, Long.MAX_VALUE, 13}) {
      assertThat(findEnd(length)).isEqualTo("new");
    }
    assertThat(findEnd(13)).isEqualTo("Content-Length: 13\r\n\r\n");
  }
}
