package jacquard.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread, as tasks see it: which cancellable region it is in, what it waits for, and the
 * context it carries. Tasks come and go on a strand; a strand keeps its thread.
 *
 * <p>Who may touch what: {@link #node} and {@link #wait} are written by the strand's own thread and
 * read by cancellers under the lock that a strand is; {@link #context} and {@link #depth} belong to
 * the strand's own thread.
 */
public class Strand extends SpinLock {

  /** How deep joins may run children inline before they park instead. */
  public static final int INLINE_DEPTH_MAX = 64;

  /** Strands of threads that are on no carrier of ours: found again while the thread lives. */
  private static final ThreadLocal<@Nullable Strand> BOUND = new ThreadLocal<>();

  /**
   * How many reactions may stand on one stack: what each sets off runs there too, up to here. Few
   * are enough to save the queue most of the time, and can't overflow any stack.
   */
  private static final int REACTIONS_MAX = 8;

  private static final VarHandle NODE;
  private static final VarHandle WAIT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NODE = lookup.findVarHandle(Strand.class, "node", Cancellation.class);
      WAIT = lookup.findVarHandle(Strand.class, "wait", Wait.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Engine engine;
  private final boolean inlining;
  private Thread thread;

  volatile Cancellation node = Cancellation.NONE;
  private volatile @Nullable Wait wait;
  private Context context = Context.EMPTY;
  private int depth;

  /** How many reactions stand on this strand's stack; own thread only. */
  int reactions;

  /**
   * A strand for {@code thread}.
   *
   * @param inlining whether a join may run an unstarted child on this strand's stack
   */
  public Strand(Engine engine, Thread thread, boolean inlining) {
    this.engine = engine;
    this.thread = thread;
    this.inlining = inlining;
  }

  /** For strands whose thread is made from themselves: {@link #attach} follows. */
  protected Strand(Engine engine) {
    this.engine = engine;
    this.thread = Thread.currentThread();
    this.inlining = true;
  }

  /** Names this strand's thread, before it starts. */
  protected final void attach(Thread thread) {
    this.thread = thread;
  }

  /** Forgets what the last job left behind: own thread, between two jobs. */
  protected final void reset() {
    if (node != Cancellation.NONE) {
      switchTo(Cancellation.NONE);
    }
    // Without a branch: see Wait on code behind a wait. Opaque: a canceller looks at it under the
    // lock, and only while this strand is in its region.
    WAIT.setOpaque(this, null);
    context = Context.EMPTY;
    depth = 0;
    reactions = 0; // one whose stack ran out may not have counted itself out
  }

  /** The strand of the calling thread; a thread of nobody's gets one on the installed engine. */
  public static Strand current() {
    Carrier carrier = Loom.currentCarrier();
    if (carrier != null) {
      Strand mounted = carrier.mounted;
      if (mounted != null) {
        return mounted;
      }
    }
    Strand bound = BOUND.get();
    return bound != null ? bound : adopt();
  }

  private static Strand adopt() {
    Strand strand = new Strand(Engines.installed(), Thread.currentThread(), false);
    BOUND.set(strand);
    return strand;
  }

  /** Makes this the strand that {@link #current} finds on the calling thread, its own. */
  public final void bind() {
    BOUND.set(this);
  }

  /** The engine this strand runs on. */
  public final Engine engine() {
    return engine;
  }

  /** The thread below. */
  public final Thread thread() {
    return thread;
  }

  /** The innermost cancellable region that this strand is in. */
  public final Cancellation node() {
    return node;
  }

  /** What this strand waits for, or last waited for. */
  public final @Nullable Wait lastWait() {
    return wait;
  }

  /** What the code on this strand carries along. */
  public final Context context() {
    return context;
  }

  /** Replaces the context; own thread only. */
  public final void setContext(Context context) {
    this.context = context;
  }

  /** Whether a join may run an unstarted child here, now. */
  public final boolean mayInline() {
    return inlining && depth < INLINE_DEPTH_MAX && reactions == 0;
  }

  /** How many inline runs and reactions stand on this strand's stack: tells those on it apart. */
  public final int inlineDepth() {
    return depth + reactions;
  }

  /**
   * Runs {@code job}, if it is fresh, on this strand's stack: it sees no interrupt of the task
   * below it, and leaves none behind. Own thread only.
   */
  public void runInline(Job job) {
    boolean interrupted = Thread.interrupted();
    Cancellation here = node;
    depth++;
    try {
      job.run(this);
    } finally {
      depth--;
      if (node != here) { // its stack ran out on the way back
        node = here;
      }
      Thread.interrupted();
      if (interrupted || here.isCancelled()) { // cancelled: read after the flag was taken back
        thread.interrupt();
      }
    }
  }

  /**
   * Throws if the region this strand is in was cancelled. Every operation that may wait begins with
   * this, whether it will wait or not.
   */
  public final void checkCancelled() throws InterruptedException {
    checkMayWait();
    Cancellation here = node;
    if (here.isCancelled()) {
      throw here.interruption();
    }
  }

  /** Throws if code runs here that was declared not to wait. */
  public final void checkMayWait() {
    if (reactions != 0) {
      throw new IllegalStateException(
          "a handler must not wait, and this operation may: use a try… method, or fork a task");
    }
  }

  /** Whether one more reaction may run on this strand's stack. */
  final boolean mayReact() {
    return reactions < REACTIONS_MAX;
  }

  /** Whether the reaction that runs here stands on the stack of another. Own thread only. */
  public final boolean isNested() {
    return reactions > 1;
  }

  /**
   * Whether one reaction runs here below all virtual threads, and nothing else: no task is on this
   * stack then, and this strand is not kept in a thread-local, as it is on threads that are not
   * ours.
   */
  final boolean carriesOneReaction() {
    return reactions == 1 && node == Cancellation.NONE && thread instanceof Carrier;
  }

  /** From here to {@link #endReaction} nothing may wait on this strand. Own thread only. */
  public final void beginReaction() {
    reactions++;
  }

  /** Ends what {@link #beginReaction} began. */
  public final void endReaction() {
    reactions--;
  }

  /**
   * Moves this strand into {@code to}, and returns the region it was in. If that one was cancelled,
   * an interrupt which belongs to it is either delivered now or never, and is taken back; if {@code
   * to} is cancelled, the thread is interrupted, as if the cancel came now.
   */
  final Cancellation switchTo(Cancellation to) {
    Cancellation from = node;
    node = to;
    settle(from, to);
    return from;
  }

  /**
   * Release: whoever calls this does a volatile write before {@link #settle}, which orders it as
   * the volatile write of {@link #switchTo} would. Proved by ClaimStress, LeaveWeakened its twin.
   */
  final void setNodeRelease(Cancellation to) {
    NODE.setRelease(this, to);
  }

  /** Moves back from {@code tried}, which another entered first; writes without a call. */
  final void turnBack(Cancellation tried, Cancellation outer) {
    node = outer;
    settle(tried, outer);
  }

  /** The second half of {@link #switchTo}: sees to the interrupts of the two regions. */
  final void settle(Cancellation from, Cancellation to) {
    // Pairs with Cancellation.deliver: either this reads the cause, or the canceller reads the new
    // node (both volatile). Proved by CancellationStress.
    if (from.isCancelled()) {
      lock();
      held = FREE; // not unlock(), which needs room on the stack
      Thread.interrupted();
    }
    if (to.isCancelled()) {
      thread.interrupt();
    }
  }

  final void setWait(Wait wait) {
    this.wait = wait;
  }

  /**
   * Blocks the calling thread, which must be this strand's, until {@link #unpark}; may wake early.
   */
  final void park(Object blocker) {
    LockSupport.park(blocker);
  }

  /** Wakes this strand, now or at its next {@link #park}. */
  final void unpark() {
    LockSupport.unpark(thread);
  }
}
