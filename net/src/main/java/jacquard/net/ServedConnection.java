package jacquard.net;

import jacquard.internal.engine.Cancellation;
import jacquard.internal.engine.Context;
import jacquard.internal.engine.Job;
import jacquard.internal.engine.Nursery;
import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import jacquard.task.Scope;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of a server: a task of its scope, which has a stack while there is talk only. */
/*
 *   begin ──speaks first──▶ SERVING ──serve() returned false, or threw──▶ ENDED
 *     │                      │   ▲                                          ▲
 *     └──────▶ RESTING ◀─true┘   │                                          │
 *                 ├──something to read──┘                                   │
 *                 └──its time is up, stream closed, task cancelled──────────┘
 *
 * One task for all turns: the scope waits for it and cancels it, and its region is the one that every
 * turn runs in. At rest that task is deferred: nobody runs it, and what there is of it is a wait
 * without a stack at the stream's watch. The poller, the stream's patience, its close and the canceller
 * commit that wait, as they do with one that a thread is parked for.
 *
 * I1  At most one strand is in run(): the one that did not suspend the rest, or else the one that was
 *     queued by whoever committed it. So the plain fields are handed on with the wait and the queue.
 * I2  A cancel is not missed: before the region is left it reaches the strand; after that cancelled()
 *     commits the rest; and the rest is written, then the region left, then its cause looked at.
 * I3  After suspend() the strand touches nothing here: the next may be at it.
 * I4  The connection is closed and counted out before its task ends: a scope that has ended has no
 *     connection left.
 *
 * Proved by: SessionTest, TcpServerTest, over both engines.
 */
final class ServedConnection implements Job, Nursery.Deferred<@Nullable Void> {

  private final TcpServer server;
  private final TcpStream stream;
  private final TcpServer.Session session;
  private final long number;

  /** Set once, before anybody else knows of this; its region too. */
  private @Nullable Job task;

  /** What this rests at, or rested last; null before the first. */
  private volatile @Nullable Rest rest;

  ServedConnection(TcpServer server, TcpStream stream, TcpServer.Session session, long number) {
    this.server = server;
    this.stream = stream;
    this.session = session;
    this.number = number;
  }

  /** Begins, as a task of {@code scope}; the server's accepting strand. It ends by itself. */
  void begin(Scope scope, Strand strand) {
    try {
      ((Nursery) scope).defer(this);
      if (session.speaksFirst() || !restAtFirst(strand)) {
        strand.engine().execute(this);
      }
    } catch (Throwable e) { // for want of memory, say
      end(strand);
      throw e;
    }
  }

  private boolean restAtFirst(Strand strand) {
    try {
      rest(strand);
    } catch (IOException e) {
      TcpServer.log(System.Logger.Level.DEBUG, stream + " was gone before it began", e);
      end(strand);
      return true;
    }
    return suspend();
  }

  @Override
  public void isTask(Job deferred) {
    task = deferred;
  }

  @Override
  public String name() {
    return server.name() + "-conn-" + number;
  }

  private Job task() {
    return Objects.requireNonNull(task);
  }

  private Cancellation region() {
    return (Cancellation) task();
  }

  // Turns.

  /** Queued by whoever commits a rest, once for each. */
  @Override
  public boolean isFresh() {
    return true;
  }

  @Override
  public void run(Strand strand) {
    boolean suspended = false;
    try {
      while (!suspended && leaveRest() && serve(strand)) {
        suspended = suspend();
      }
    } finally { // also where a turn could not even say what failed
      if (!suspended) {
        end(strand);
      }
    }
  }

  /**
   * A turn; true if a rest has begun. Nothing that it meets may fail the scope: others are in it.
   */
  private boolean serve(Strand strand) {
    Cancellation region = region();
    Context before = strand.context();
    Cancellation outer = region.enter(strand);
    strand.setContext(server.context());
    try {
      if (!region.isCancelled() && session.serve()) {
        rest(strand);
        return true;
      }
    } catch (InterruptedException | IOException e) {
      TcpServer.log(System.Logger.Level.DEBUG, stream + " ended", e);
    } catch (Throwable e) {
      TcpServer.log(System.Logger.Level.ERROR, "the handler of " + stream + " failed", e);
    } finally {
      strand.setContext(before);
      region.exit(strand, outer);
    }
    return false;
  }

  private void end(Strand strand) {
    try {
      session.ended();
    } catch (Throwable e) { // as in serve
      TcpServer.log(System.Logger.Level.ERROR, "the handler of " + stream + " failed", e);
    } finally {
      endWithoutSession(strand);
    }
  }

  private void endWithoutSession(Strand strand) {
    try {
      server.ended(stream);
    } finally {
      Job deferred = task;
      if (deferred != null) {
        deferred.run(strand);
      }
    }
  }

  // Rests.

  private void rest(Strand strand) throws IOException {
    Rest next = new Rest();
    stream.beginRest(strand, next);
    rest = next;
  }

  /** Lets go of this, which rests; false if the rest is over already, and the caller goes on. */
  private boolean suspend() {
    Rest begun = Objects.requireNonNull(rest);
    if (region().isCancelled()) {
      begun.commit(Wait.CANCELLED);
    }
    return begun.suspended();
  }

  /** Ends the rest, if there was one; tells whether a turn follows. */
  private boolean leaveRest() {
    Rest left = rest;
    if (left == null) {
      return true;
    }
    try {
      stream.endRest(left);
      return left.outcome() == Wait.DONE;
    } catch (SocketTimeoutException e) {
      TcpServer.log(System.Logger.Level.DEBUG, stream + " rested too long", e);
      return false;
    }
  }

  @Override
  public void cancelled() {
    Rest begun = rest;
    if (begun != null) {
      begun.commit(Wait.CANCELLED);
    }
  }

  /** As the task's work: it has been done, in turns. */
  @Override
  public @Nullable Void call() {
    return null;
  }

  /** The wait for something to read. */
  private final class Rest extends Wait {

    /** On the server's strand: that of a turn may be gone long before this is. */
    Rest() {
      super(server.strand());
    }

    boolean suspended() {
      return suspend();
    }

    @Override
    protected void wake() {
      strand().engine().resume(ServedConnection.this);
    }
  }
}
