package jacquard.http;

import java.net.InetSocketAddress;
import java.util.Optional;

/** A request made by the program itself; see {@link Request#of}. */
record MadeRequest(HttpMethod method, String target, Headers headers, RequestBody body)
    implements Request {
  MadeRequest {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException(
          "target must begin with \"/\", was \"" + Quoted.of(target) + "\"");
    }
  }

  @Override
  public String rawPath() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  @Override
  public Optional<String> rawQuery() {
    int question = target.indexOf('?');
    return question < 0 ? Optional.empty() : Optional.of(target.substring(question + 1));
  }

  @Override
  public HttpVersion version() {
    return HttpVersion.HTTP_1_1;
  }

  @Override
  public Optional<InetSocketAddress> remoteAddress() {
    return Optional.empty();
  }
}
