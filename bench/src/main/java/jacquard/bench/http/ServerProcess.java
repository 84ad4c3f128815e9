package jacquard.bench.http;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * One JVM process of the HTTP suite: starts a peer's server, prints {@code ready PORT}, and ends
 * when its standard input does, so that it never outlives the bench. Those of other languages keep
 * the contract too.
 */
public final class ServerProcess {

  private ServerProcess() {}

  /** Runs the process of a peer. */
  public static void run(HttpPeer peer) throws Exception {
    System.out.println("ready " + peer.start());
    try (InputStream input = System.in) {
      input.transferTo(OutputStream.nullOutputStream());
    }
    System.exit(0);
  }
}
