package jacquard.cli;

import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;

/**
 * The frame under a program's {@code main}. {@link Program} defines it anew as a hidden class,
 * which the JVM leaves out of stack traces: the program's own main is the last frame of ours that
 * shows.
 */
final class Entry implements Runnable {

  private final MethodHandle main;
  private final Consumer<Throwable> onFailure;

  Entry(MethodHandle main, Consumer<Throwable> onFailure) {
    this.main = main;
    this.onFailure = onFailure;
  }

  @Override
  @SuppressWarnings("CatchThrowable")
  public void run() {
    try {
      main.invokeExact();
    } catch (Throwable failure) { // The boundary: what the program did not catch.
      onFailure.accept(failure);
    }
  }
}
