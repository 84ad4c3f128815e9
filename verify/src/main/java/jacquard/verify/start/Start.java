package jacquard.verify.start;

import jacquard.verify.evidence.Evidence;
import jacquard.verify.evidence.Figure;
import jacquard.verify.evidence.Option;
import jacquard.verify.evidence.Order;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts {@code ./jacquard run examples/hello.java}, again and again, until it has answered. */
public final class Start implements Evidence {

  private static final int STARTS = 11;
  private static final double MILLIS_MAX = 700;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");

  /** The clone; the script that starts this says where it is. */
  private final Path home = Path.of(System.getProperty("jacquard.home", "."));

  /** For {@code Main}. */
  public Start() {}

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String proves() {
    return "once built, ./jacquard run examples/hello.java answers within %.1f s"
        .formatted(MILLIS_MAX / 1_000);
  }

  @Override
  public String takes() {
    return "ten seconds";
  }

  @Override
  public Set<Option> options() {
    return Set.of();
  }

  @Override
  public Figure gather(Order order) throws Exception {
    start(); // what it makes once is made
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      millis.add(start());
    }
    millis.sort(null);
    double median = millis.get(millis.size() / 2);
    String text =
        "%d starts, from the command to the first answer: %.0f ms (%.0f-%.0f)"
            .formatted(STARTS, median, millis.getFirst(), millis.getLast());
    return new Figure(median <= MILLIS_MAX, text);
  }

  private double start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("./jacquard", "run", "examples/hello.java")
            .directory(home.toFile())
            .redirectErrorStream(true);
    builder.environment().put("PORT", "0");
    try (HttpClient client = HttpClient.newHttpClient()) {
      long begun = System.nanoTime();
      Process process = builder.start();
      try {
        HttpRequest request = HttpRequest.newBuilder(addressOf(process)).build();
        HttpResponse<String> answer =
            client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (!answer.body().startsWith("Hello")) {
          throw new IOException("instead of a greeting came: " + answer.body());
        }
        return (System.nanoTime() - begun) / NANOS_PER_MILLI;
      } finally {
        process.destroy();
        process.waitFor();
      }
    }
  }

  private static URI addressOf(Process process) throws IOException {
    var lines = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return URI.create(address.group());
      }
      said.append(line).append('\n');
    }
    throw new EOFException("it ended before it served: " + said);
  }
}
