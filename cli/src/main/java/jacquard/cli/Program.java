package jacquard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A compiled program, ready to start. It starts as {@code java} itself would start it, with the
 * same choice of the main method.
 *
 * @spec https://docs.oracle.com/javase/specs/jls/se25/html/jls-12.html#jls-12.1.4 Invoke a main
 *     method
 */
final class Program {

  private final ClassLoader loader;
  private final MethodHandle main;

  private Program(ClassLoader loader, MethodHandle main) {
    this.loader = loader;
    this.main = main;
  }

  /** Finds the main method; nothing of the program runs yet. */
  static Program load(SourceFile source, Compiled compiled, String[] arguments)
      throws Mistake, IOException, ReflectiveOperationException {
    // Not closed: it lives as long as the program.
    @SuppressWarnings("resource")
    ClassLoader loader =
        new URLClassLoader(
            new URL[] {compiled.classes().toUri().toURL()}, Program.class.getClassLoader());
    Class<?> type = loader.loadClass(compiled.mainClass());
    Method withArguments = findMain(type, String[].class);
    Method method = withArguments != null ? withArguments : findMain(type);
    if (method == null) {
      throw Mistake.failure(
          source.shown() + " has no main method", "write void main() { … } in it");
    }
    method.setAccessible(true);
    MethodHandle main = MethodHandles.lookup().unreflect(method);
    if (withArguments != null) {
      int last = main.type().parameterCount() - 1;
      main = MethodHandles.insertArguments(main.asFixedArity(), last, (Object) arguments);
    }
    if (!Modifier.isStatic(method.getModifiers())) {
      main = MethodHandles.filterReturnValue(newInstance(source, type), main);
    }
    return new Program(loader, main.asType(MethodType.methodType(void.class)));
  }

  /** The nearest main method with these parameters, the type's own or inherited. */
  private static @Nullable Method findMain(Class<?> type, Class<?>... parameters) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (method.getName().equals("main")
            && method.getReturnType() == void.class
            && !Modifier.isPrivate(method.getModifiers())
            && Arrays.equals(method.getParameterTypes(), parameters)) {
          return method;
        }
      }
    }
    return null;
  }

  private static MethodHandle newInstance(SourceFile source, Class<?> type)
      throws Mistake, ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        constructor.setAccessible(true);
        return MethodHandles.lookup().unreflectConstructor(constructor);
      }
    }
    throw Mistake.failure(
        source.shown()
            + " can't be started: its main is not static, and "
            + type.getName()
            + " has no constructor without parameters",
        "make main static");
  }

  /** Runs the program on a new thread named main; {@code onFailure} gets what it throws. */
  void start(Consumer<Throwable> onFailure) throws IOException, ReflectiveOperationException {
    Thread thread = new Thread(entry(onFailure), "main");
    thread.setContextClassLoader(loader);
    thread.start();
  }

  /** Defines {@link Entry} from its own class file, as a hidden class. */
  private Runnable entry(Consumer<Throwable> onFailure)
      throws IOException, ReflectiveOperationException {
    try (InputStream file = Program.class.getResourceAsStream("Entry.class")) {
      if (file == null) {
        throw new IOException("the jar of jacquard.cli lacks Entry.class");
      }
      return (Runnable)
          MethodHandles.lookup()
              .defineHiddenClass(file.readAllBytes(), true)
              .lookupClass()
              .getDeclaredConstructor(MethodHandle.class, Consumer.class)
              .newInstance(main, onFailure);
    }
  }
}
