// Four mirrors of one page, run by the program itself: near, far, distant, and one that is broken.
// Look at: the JDK's HTTP client waits in plain blocking calls and knows nothing of Jacquard; yet
// the losers of a race, the rest after a failure and whoever is late are cancelled at once.
import module jacquard.http;

import jacquard.task.*;
import jacquard.time.*;
import java.net.http.*;

final HttpClient client = HttpClient.newHttpClient();

void main() throws Exception {
  try (var near = mirror("near", 20);
      var far = mirror("far", 200);
      var distant = mirror("distant", 60_000);
      var broken = HttpServer.bind(0, _ -> Response.status(503))) {
    fetch(near); // The client loads its classes once.

    say(
        "first success",
        () -> Tasks.firstSuccess(List.of(distant, broken, near, far), this::fetch));
    say("ten, four at a time", () -> fetchAll(4, Collections.nCopies(10, near)));
    say("one fails", () -> fetchAll(2, List.of(distant, broken)));
    say("a deadline", () -> Tasks.timeout(Duration.ofMillis(100), () -> fetch(distant)));
  }
}

/** A server that takes its time. */
HttpServer mirror(String name, int millis) throws Exception {
  return HttpServer.bind(
      0,
      _ -> {
        Clock.sleep(Duration.ofMillis(millis));
        return Response.text(name);
      });
}

String fetchAll(int limit, List<HttpServer> mirrors) throws IOException, InterruptedException {
  return Tasks.mapParallel(limit, mirrors, this::fetch).size() + " pages";
}

String fetch(HttpServer mirror) throws IOException, InterruptedException {
  URI address = URI.create("http://localhost:" + mirror.port() + "/");
  HttpResponse<String> response =
      client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  if (response.statusCode() != 200) {
    throw new IOException("the mirror answered " + response.statusCode());
  }
  return response.body();
}

void say(String what, Callable<String> fetching) {
  long start = Clock.nanoTime();
  String result;
  try {
    result = fetching.call();
  } catch (Exception e) {
    result = e.getMessage();
  }
  System.out.println(
      what + ": " + result + ", after " + (Clock.nanoTime() - start) / 1_000_000 + " ms");
}
