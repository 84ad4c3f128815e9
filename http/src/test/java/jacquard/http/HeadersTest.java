package jacquard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fields hold, and above all what they refuse to hold. */
final class HeadersTest {
  private static final Headers COOKIES =
      Headers.of("Set-Cookie", "a=1", "Host", "h", "set-cookie", "b=2");

  @Test
  void lookUp_inAnyCase_findsTheFields() {
    assertThat(COOKIES.first("SET-COOKIE")).contains("a=1");
    assertThat(COOKIES.all("Set-cookie")).containsExactly("a=1", "b=2");
    assertThat(COOKIES.contains("hOST")).isTrue();
    assertThat(COOKIES.contains("Hos")).isFalse();
    assertThat(COOKIES.first("Accept")).isEmpty();
    assertThat(COOKIES.all("Accept")).isEmpty();
  }

  @Test
  void iteration_keepsOrderAndSpelling() {
    List<String> seen = new ArrayList<>();
    COOKIES.forEach(field -> seen.add(field.name() + "=" + field.value()));
    assertThat(seen).containsExactly("Set-Cookie=a=1", "Host=h", "set-cookie=b=2");
    assertThat(COOKIES.size()).isEqualTo(3);
    assertThat(COOKIES.name(2)).isEqualTo("set-cookie");
    assertThat(COOKIES.value(1)).isEqualTo("h");
  }

  @Test
  void iteration_beyondTheLast_throws() {
    Iterator<Headers.Field> none = Headers.empty().iterator();
    assertThat(none.hasNext()).isFalse();
    assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void change_givesAnotherInstance_andLeavesThisOne() {
    Headers more = COOKIES.with("Accept", "*/*");
    assertThat(more).hasToString("[Set-Cookie: a=1, Host: h, set-cookie: b=2, Accept: */*]");
    assertThat(COOKIES.replacing("Set-Cookie", "c=3")).hasToString("[Host: h, Set-Cookie: c=3]");
    assertThat(COOKIES.without("SET-COOKIE")).hasToString("[Host: h]");
    assertThat(COOKIES.without("Accept")).isSameAs(COOKIES);
    assertThat(COOKIES.without("Host").without("Set-Cookie").isEmpty()).isTrue();
    assertThat(COOKIES.size()).isEqualTo(3);
  }

  @Test
  void arrayGiven_changedLater_changesNothing() {
    String[] pairs = {"A", "b"};
    Headers headers = Headers.of(pairs);
    pairs[1] = "c\r\nInjected: d";
    assertThat(headers.first("A")).contains("b");
  }

  @Test
  void equality_ignoresCaseOfNames_butNotOrder() {
    Headers same = Headers.of("SET-COOKIE", "a=1", "HOST", "h", "Set-Cookie", "b=2");
    assertThat(same).isEqualTo(COOKIES).hasSameHashCodeAs(COOKIES);
    assertThat(Headers.of("A", "1", "B", "2")).isNotEqualTo(Headers.of("B", "2", "A", "1"));
    assertThat(Headers.of("A", "1")).isNotEqualTo(Headers.of("A", "2"));
    assertThat(Headers.of("A", "b")).isNotEqualTo(Headers.of("A", "B"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nX: y",
        "a\nb",
        "a\rb",
        "\r\n",
        "a\0b",
        "\0",
        "a\u007fb",
        "a\u001bb",
        "\ba",
        "a\r\n b"
      })
  void value_thatWouldEndItsLine_isRefusedEverywhere(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of("A", value))
        .withMessageContaining("header value of A must be")
        .withMessageNotContainingAny("\r", "\n", "\0");
    assertThatIllegalArgumentException().isThrownBy(() -> Headers.empty().with("A", value));
    assertThatIllegalArgumentException().isThrownBy(() -> COOKIES.replacing("Host", value));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").withHeader("A", value));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").addHeader("A", value));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").withType(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " A", "A ", "A B", "A:", "A\r\nB", "A\n", "A\0", "\u00e9", "A(", "A\"", "\u212a"
      })
  void name_thatIsNoToken_isRefusedEverywhere(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of(name, "b"))
        .withMessageContaining("header name must be a token")
        .withMessageNotContainingAny("\r", "\n", "\0");
    assertThatIllegalArgumentException().isThrownBy(() -> COOKIES.with(name, "b"));
    assertThatIllegalArgumentException().isThrownBy(() -> COOKIES.replacing(name, "b"));
    assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").withHeader(name, "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" a", "a ", "\ta", "a\t", " ", "\u20ac", "a\u2028", "\ud83d\ude00"})
  void value_withBlanksAtItsEndsOrBeyondLatin1_isRefused(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("A", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a b", "a\tb", "\u00e9", "a: b; c=\"d\"", "\u00ff"})
  void value_thatCanBeSent_isKept(String value) {
    assertThat(Headers.of("A", value).first("a")).contains(value);
  }

  @Test
  void of_nameWithoutValue_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of("A", "b", "C"))
        .withMessageContaining("names, each followed by its value, were 3 strings");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, Integer.MIN_VALUE / 2, -1, 1, Integer.MAX_VALUE})
  void place_withoutAField_isNone(int index) {
    Headers headers = Headers.of("A", "1");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> headers.name(index));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> headers.value(index));
  }
}
