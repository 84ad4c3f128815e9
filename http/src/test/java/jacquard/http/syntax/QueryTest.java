package jacquard.http.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters of a query, and percent-encoding in it and in paths. */
final class QueryTest {
  @ParameterizedTest
  @CsvSource({
    "a=1,             a, 1",
    "a=1&b=2,         b, 2",
    "a=1&a=2,         a, 1",
    "a=,              a, ''",
    "a,               a, ''",
    "a&b=2,           a, ''",
    "a=b=c,           a, b=c",
    "&&a=1,           a, 1",
    "a=1&&b=2&,       b, 2",
    "%61=1,           a, 1",
    "a+b=c+d,         a b, c d",
    "a=%2B+%26,       a, '+ &'",
    "a%3Db=1,         a=b, 1",
    "a=caf%C3%A9,     a, caf\u00e9",
    "a=%e2%82%ac,     a, \u20ac"
  })
  void first_nameThatIsThere_isDecoded(String query, String name, String value) {
    assertThat(Query.first(query, name)).contains(value);
  }

  @ParameterizedTest
  @CsvSource({"'', a", "b=1, a", "aa=1, a", "b=a, a", "=1, a", "b=1&c=a=2, a", "A=1, a"})
  void first_nameThatIsNot_isEmpty(String query, String name) {
    assertThat(Query.first(query, name)).isEmpty();
    assertThat(Query.all(query, name)).isEmpty();
  }

  @Test
  void all_keepsOrder() {
    assertThat(Query.all("a=1&b=2&a=%33&a&a=4+5", "a")).containsExactly("1", "3", "", "4 5");
  }

  @ParameterizedTest
  @CsvSource({
    "/,           /",
    "/a%20b,      /a b",
    "/a+b,        /a+b",
    "/%C3%A9,     /\u00e9",
    "/%2e%2E,     /..",
    "/%252f,      /%2f",
    "/%FF,        /\ufffd",
    "/%C3,        /\ufffd"
  })
  void decodePath_decodesOnce_asUtf8(String path, String decoded) {
    assertThat(Percent.decodePath(path)).isEqualTo(decoded);
  }

  @ParameterizedTest
  @CsvSource({
    "'',   true",
    "a,    true",
    "%41,  true",
    "%aF,  true",
    "%01,  true",
    "%10,  true",
    "%00,  false",
    "%,    false",
    "%4,   false",
    "%4g,  false",
    "%g4,  false",
    "%%41, false",
    "a%4,  false"
  })
  void isWellFormed_tellsBrokenTripletsAndNul(String target, boolean expected) {
    byte[] octets = target.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Percent.isWellFormed(octets, 0, octets.length)).isEqualTo(expected);
  }
}
