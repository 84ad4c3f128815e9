package jacquard.internal.engine;

import jacquard.internal.engine.EngineProvider.Obstacle;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reaches into the JDK's private parts: virtual threads on a scheduler of our
 * own, the carrier below the current thread, and a thread's thread-locals.
 *
 * <p>Needs {@code --add-opens java.base/java.lang=jacquard.core} (or {@code ALL-UNNAMED} on the
 * class path). Without it, or on a JDK that changed these members, {@link #OBSTACLE} says so and
 * the default engine runs instead: a different JDK costs speed, never correctness.
 */
public final class Loom {

  /** Why the private members can't be had, or null if they can. */
  public static final @Nullable Obstacle OBSTACLE;

  /** Whether virtual threads can be given a scheduler. */
  public static final boolean AVAILABLE;

  /** {@code VirtualThread.characteristics}: do not inherit inheritable thread-locals. */
  private static final int NO_INHERIT_THREAD_LOCALS = 1 << 2;

  private static final @Nullable MethodHandle NEW_VIRTUAL_THREAD;
  private static final @Nullable MethodHandle CURRENT_CARRIER;
  private static final @Nullable VarHandle THREAD_LOCALS;

  static {
    MethodHandle constructor = null;
    MethodHandle carrier = null;
    VarHandle locals = null;
    Obstacle obstacle = null;
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
      constructor = constructor(lookup);
      carrier =
          lookup.findStatic(
              Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
      locals =
          lookup
              .findVarHandle(
                  Thread.class,
                  "threadLocals",
                  lookup.findClass("java.lang.ThreadLocal$ThreadLocalMap"))
              .withInvokeBehavior();
    } catch (IllegalAccessException _) {
      obstacle =
          new Obstacle(
              "java.base/java.lang is not open to " + target(),
              "start with --add-opens java.base/java.lang="
                  + target()
                  + " for the faster loop engine");
    } catch (ReflectiveOperationException e) {
      obstacle =
          new Obstacle(
              "JDK " + Runtime.version() + " changed what the loop engine needs: " + e,
              "run on JDK 25 for the faster loop engine");
    }
    boolean available = obstacle == null;
    NEW_VIRTUAL_THREAD = available ? constructor : null;
    CURRENT_CARRIER = available ? carrier : null;
    THREAD_LOCALS = available ? locals : null;
    OBSTACLE = obstacle;
    AVAILABLE = available;
    loadEndEvent();
  }

  private Loom() {}

  /**
   * Loads what each virtual thread asks for at its end, before the code that asks is compiled. A
   * compiler that meets a class which is not loaded leaves the compiled code there for good:
   * 100,000 threads that were parked before the first one ended were 100,000 deoptimizations.
   */
  private static void loadEndEvent() {
    try {
      Class.forName("jdk.internal.event.VirtualThreadEndEvent");
    } catch (ClassNotFoundException _) {
      // A JDK that has it no more has no need of it.
    }
  }

  private static MethodHandle constructor(MethodHandles.Lookup lookup)
      throws ReflectiveOperationException {
    MethodType type =
        MethodType.methodType(void.class, Executor.class, String.class, int.class, Runnable.class);
    return lookup
        .findConstructor(lookup.findClass("java.lang.VirtualThread"), type)
        .asType(type.changeReturnType(Thread.class));
  }

  private static String target() {
    Module module = Loom.class.getModule();
    return module.isNamed() ? module.getName() : "ALL-UNNAMED";
  }

  /** An unstarted virtual thread that {@code scheduler} runs; inherits no thread-locals. */
  public static Thread newVirtualThread(Executor scheduler, @Nullable String name, Runnable body) {
    MethodHandle constructor = NEW_VIRTUAL_THREAD;
    if (constructor == null) {
      throw new IllegalStateException(String.valueOf(OBSTACLE));
    }
    try {
      return (Thread) constructor.invokeExact(scheduler, name, NO_INHERIT_THREAD_LOCALS, body);
    } catch (Throwable e) {
      throw new IllegalStateException("the JDK's virtual thread constructor failed", e);
    }
  }

  /** The carrier of ours below the calling thread, or null if it runs on none. */
  public static @Nullable Carrier currentCarrier() {
    MethodHandle handle = CURRENT_CARRIER;
    if (handle == null) {
      return null;
    }
    try {
      return (Thread) handle.invokeExact() instanceof Carrier carrier ? carrier : null;
    } catch (Throwable e) {
      throw new IllegalStateException("the JDK's current carrier can't be read", e);
    }
  }

  /**
   * Takes the thread-locals away from the calling thread and returns them, for {@link
   * #restoreThreadLocals}; null if it has none.
   */
  public static @Nullable Object takeThreadLocals(Thread self) {
    VarHandle handle = THREAD_LOCALS;
    if (handle == null) {
      return null;
    }
    Object locals = handle.get(self);
    if (locals != null) {
      handle.set(self, null);
    }
    return locals;
  }

  /** Gives the calling thread the thread-locals {@code locals} instead of those it has now. */
  public static void restoreThreadLocals(Thread self, @Nullable Object locals) {
    VarHandle handle = THREAD_LOCALS;
    if (handle != null && (locals != null || handle.get(self) != null)) {
      handle.set(self, locals);
    }
  }
}
