package jacquard.http.server;

import jacquard.http.h1.Connection;
import jacquard.http.h1.Service;
import jacquard.net.TcpServer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The turns of one connection: each answers what has come, and leaves the connection idle. */
/*
 * A connection rests between two turns, without a stack, in ServedConnection of jacquard.net; for how long
 * at most is the stream's read time-out, which TcpWire sets at first, and Exchange again after a body.
 *
 * An idle connection keeps the wire and a number, and what serves it is made anew for each turn: a few
 * small objects that die young, where 10,000 of them would stay. Pipelining clients are let keep theirs,
 * whose alarm is worth it.
 *
 * Proved by: IdleTest.
 */
final class HttpSession implements TcpServer.Session {
  private final Service service;
  private final TcpWire wire;
  private final Set<TcpWire> wires;
  private @Nullable Connection kept;
  private long served;

  /** A session over that wire, which is among {@code wires} until it ends. */
  HttpSession(Service service, TcpWire wire, Set<TcpWire> wires) {
    this.service = service;
    this.wire = wire;
    this.wires = wires;
    wires.add(wire);
  }

  @Override
  public boolean serve() throws InterruptedException {
    return wire.beginTurn() && serveTurn() && wire.endTurn();
  }

  private boolean serveTurn() throws InterruptedException {
    Connection connection = kept == null ? new Connection(service, wire, served) : kept;
    boolean goesOn = connection.serve();
    served = connection.served();
    kept = connection.isPipelined() ? connection : null;
    return goesOn;
  }

  @Override
  public void ended() {
    wires.remove(wire);
  }
}
