package jacquard.verify.idle;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Starts {@link IdleServer}, and asks it. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final int port;

  ServerProcess(String engine) throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens",
                    "java.base/java.lang=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    IdleServer.class.getName(),
                    engine))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(StandardCharsets.US_ASCII);
    orders = process.outputWriter(StandardCharsets.US_ASCII);
    port = Integer.parseInt(answer());
  }

  /**
   * What the server has.
   *
   * @param connections open ones
   * @param heap bytes of its heap after a collection
   * @param resident bytes of its memory; 0 where the system does not tell
   */
  record Holding(int connections, long heap, long resident) {}

  int port() {
    return port;
  }

  Holding holding() throws IOException {
    orders.write("\n");
    orders.flush();
    String[] words = answer().split(" ", -1);
    return new Holding(
        Integer.parseInt(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new EOFException("the server's process has ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
