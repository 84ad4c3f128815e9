package jacquard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes and their phrases. */
final class StatusTest {
  @ParameterizedTest
  @CsvSource({
    "100, Continue",
    "200, OK",
    "308, Permanent Redirect",
    "413, Content Too Large",
    "431, Request Header Fields Too Large",
    "503, Service Unavailable",
    "599, ''"
  })
  void of_codeInRange_hasThePhraseOfTheRegistry(int code, String phrase) {
    Status status = Status.of(code);
    assertThat(status.code()).isEqualTo(code);
    assertThat(status.phrase()).isEqualTo(phrase);
    assertThat(status).hasToString((code + " " + phrase).strip()).isEqualTo(Status.of(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 600, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void of_codeOutOfRange_saysRangeAndValue(int code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Status.of(code))
        .withMessage("status code must be 100 to 599, was " + code);
  }

  @Test
  void isBodiless_for1xx204And304() {
    for (int code = 100; code <= 599; code++) {
      boolean expected = code < 200 || code == 204 || code == 304;
      assertThat(Status.of(code).isBodiless()).as("%d", code).isEqualTo(expected);
    }
  }
}
