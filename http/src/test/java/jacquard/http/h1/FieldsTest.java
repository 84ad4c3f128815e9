package jacquard.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.http.HttpException;
import jacquard.http.HttpLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/*
 * Goal: fields that come again are read as if they came for the first time. Method: each message of the
 * framing tests behind each valid one, whose fields are the same now and then; then request lines that
 * change what the same fields mean.
 */
final class FieldsTest {
  private static final HttpLimits LIMITS = HttpLimits.defaults();
  private static final String HOST = "Host: a\r\n\r\n";
  private static final String CHUNKED = "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

  static List<Messages> valid() {
    return Messages.valid();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void message_behindAnother_isReadTheSame(Messages first) {
    for (List<Messages> seconds : List.of(Messages.valid(), Messages.refused())) {
      for (Messages second : seconds) {
        String both = first.octets() + second.octets();
        assertThat(Reading.of(LIMITS, both))
            .as("%s behind %s", second, first)
            .isEqualTo(first.expected() + ", " + second.expected());
      }
    }
  }

  static List<Arguments> sameFields() {
    return List.of(
        Arguments.of(
            "GET /a HTTP/1.1\r\n", "GET /longer HTTP/1.1\r\n", HOST, "GET /a, GET /longer"),
        Arguments.of("GET /a HTTP/1.1\r\n", "\r\nGET / HTTP/1.1\r\n", HOST, "GET /a, GET /"),
        Arguments.of(
            "GET / HTTP/1.1\r\n", "GET http://a/ HTTP/1.1\r\n", HOST, "GET /, GET http://a/"),
        Arguments.of("GET / HTTP/1.1\r\n", "GET http://b/ HTTP/1.1\r\n", HOST, "GET /, 400"),
        Arguments.of(
            "GET http://a HTTP/1.1\r\n", "GET / HTTP/1.1\r\n", HOST, "GET http://a, GET /"),
        Arguments.of("GET / HTTP/1.0\r\n", "GET / HTTP/1.1\r\n", "\r\n", "GET /, 400"),
        Arguments.of("GET / HTTP/1.1\r\n", "GET / HTTP/1.2\r\n", HOST, "GET /, 505"),
        Arguments.of("POST / HTTP/1.1\r\n", "POST / HTTP/1.0\r\n", CHUNKED, "POST /, 400"),
        Arguments.of("POST / HTTP/1.1\r\n", "POST /a HTTP/1.1\r\n", CHUNKED, "POST /, POST /a"));
  }

  @ParameterizedTest
  @MethodSource("sameFields")
  void sameFields_behindAnotherRequestLine_meanWhatTheyMeanThere(
      String firstLine, String secondLine, String fields, String expected) {
    String octets = firstLine + fields + secondLine + fields;
    for (int cut = 0; cut <= octets.length(); cut++) {
      assertThat(Reading.of(LIMITS, octets.substring(0, cut), octets.substring(cut)))
          .as("cut at %d", cut)
          .isEqualTo(expected);
    }
  }

  @Test
  void request_ofRepeatedFields_hasThem() throws HttpException {
    RequestParser parser = new RequestParser(LIMITS);
    String fields = "Host: a\r\nConnection: close\r\nX: y\r\n\r\n";
    H1Request first = parse(parser, "GET /a HTTP/1.1\r\n" + fields);
    H1Request second = parse(parser, "GET /b/longer?c=d HTTP/1.1\r\n" + fields);
    assertThat(second.headers()).isEqualTo(first.headers()).hasSize(3);
    assertThat(second.header("x")).contains("y");
    assertThat(second.persists()).isFalse();
    assertThat(second.target()).isEqualTo("/b/longer?c=d");
    assertThat(first.target()).isEqualTo("/a");
    H1Request third = parse(parser, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(third.headers()).hasSize(1);
    assertThat(third.persists()).isTrue();
  }

  /** The first looks come before all fields were made text of, the last ones after it. */
  @Test
  void header_namedInAnotherCase_isFound() throws HttpException {
    H1Request request =
        parse(new RequestParser(LIMITS), "GET / HTTP/1.1\r\nHost: a\r\nX-Name: y\r\n\r\n");
    assertThat(request.header("x-name")).contains("y");
    assertThat(request.header("X-NAME")).contains("y");
    assertThat(request.header("x-namf")).isEmpty();
    assertThat(request.headers()).hasSize(2);
    assertThat(request.header("x-name")).contains("y");
    assertThat(request.header("x-namf")).isEmpty();
  }

  private static H1Request parse(RequestParser parser, String octets) throws HttpException {
    byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    H1Request request = parser.parse(bytes, 0, bytes.length);
    assertThat(request).isNotNull();
    assertThat(request.headBytes()).isEqualTo(bytes.length);
    return request;
  }
}
