package jacquard.bench.http;

import jacquard.bench.MeasurementException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Connections to a server that were used once each, and stay. */
final class IdleConnections implements AutoCloseable {
  private final HttpWorkload workload;
  private final int port;
  private final List<Socket> sockets = new ArrayList<>();

  IdleConnections(HttpWorkload workload, int port) {
    this.workload = workload;
    this.port = port;
  }

  /** Opens so many more and has one request answered on each. */
  void open(long count) throws MeasurementException {
    for (long i = 0; i < count; i++) {
      try {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        ResponseCheck.check(workload, socket);
      } catch (IOException failure) {
        throw new MeasurementException("connection " + sockets.size(), failure);
      }
    }
  }

  int count() {
    return sockets.size();
  }

  /** Fails if the server has closed some of them meanwhile, which then cost it nothing. */
  void checkHeld(Server server) throws MeasurementException, InterruptedException {
    long open = server.descriptors();
    if (open < count()) {
      throw new MeasurementException(
          "the server holds at most " + open + " connections of " + count());
    }
  }

  @Override
  public void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
