package jacquard.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The JVM's signal handlers, which only {@code sun.misc.Signal} offers: a shutdown hook can't make
 * the exit code 0. Reached through method handles because javac warns of every mention of that
 * class and lets nobody suppress it; the module that holds it, {@code jdk.unsupported}, is part of
 * every JDK.
 */
final class JvmSignals {

  private final Class<?> handlerType;
  private final MethodHandle newSignal;
  private final MethodHandle handle;

  private JvmSignals(Class<?> handlerType, MethodHandle newSignal, MethodHandle handle) {
    this.handlerType = handlerType;
    this.newSignal = newSignal;
    this.handle = handle;
  }

  /**
   * Finds them.
   *
   * @throws ReflectiveOperationException if this runtime image has no {@code jdk.unsupported}
   */
  static JvmSignals find() throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Class<?> signal = lookup.findClass("sun.misc.Signal");
    Class<?> handler = lookup.findClass("sun.misc.SignalHandler");
    return new JvmSignals(
        handler,
        lookup
            .findConstructor(signal, MethodType.methodType(void.class, String.class))
            .asType(MethodType.methodType(Object.class, String.class)),
        lookup
            .findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
            .asType(MethodType.methodType(Object.class, Object.class, Object.class)));
  }

  /**
   * Runs {@code action} at every signal called {@code name}, on a thread of the JVM's, instead of
   * what was done before.
   *
   * @return what was done before, for {@link #restore}
   * @throws IllegalArgumentException if the JVM or the system keeps this signal to itself
   */
  Object handle(String name, Runnable action) {
    MethodHandle run;
    try {
      run =
          MethodHandles.lookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Runnable has no run", e);
    }
    MethodHandle handler = MethodHandles.dropArguments(run.bindTo(action), 0, Object.class);
    return restore(name, MethodHandleProxies.asInterfaceInstance(handlerType, handler));
  }

  /** Puts {@code handler}, got from {@link #handle}, in force; returns the one before. */
  Object restore(String name, Object handler) {
    try {
      Object signal = (Object) newSignal.invokeExact(name);
      return (Object) handle.invokeExact(signal, handler);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("sun.misc.Signal is not what it was", e);
    }
  }
}
