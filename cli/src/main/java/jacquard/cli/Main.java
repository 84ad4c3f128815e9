package jacquard.cli;

import jacquard.task.Tasks;
import java.io.IOException;
import java.util.List;

/** The {@code jacquard} command, as the script of this name starts it. */
public final class Main {

  private final Setting setting;

  private Main(Setting setting) {
    this.setting = setting;
  }

  /** Does what the command line asks for; exit code 2 for a mistake in it, 1 for a failure. */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    try {
      Setting setting = Setting.take();
      new Main(setting).perform(Invocation.parse(List.of(arguments), setting.command()));
    } catch (Mistake mistake) {
      System.err.println(mistake.text());
      System.exit(mistake.status());
    }
  }

  private void perform(Invocation invocation)
      throws Mistake, IOException, ReflectiveOperationException {
    switch (invocation) {
      case Invocation.Version _ -> System.out.println(Versions.line());
      case Invocation.Run run when run.watch() -> new Watcher(run, setting).watch();
      case Invocation.Run run -> start(run);
    }
  }

  private void start(Invocation.Run run) throws Mistake, IOException, ReflectiveOperationException {
    SourceFile source = SourceFile.open(run.file(), setting.key());
    Compiled compiled = Compiled.of(source, setting);
    Program program = Program.load(source, compiled, run.arguments().toArray(String[]::new));
    System.err.println(banner(run.commandLine(setting.command())));
    program.start(failure -> fail(failure, run));
  }

  /** {@code jacquard 0.1.0 · JDK 25.0.3 · loop engine, 2 workers}. */
  private static String banner(String commandLine) throws Mistake {
    String engine;
    try {
      engine = Tasks.describeEngine(); // With the reason in parentheses, which is for the log.
    } catch (IllegalStateException noEngine) {
      throw Mistake.usage(
          String.valueOf(noEngine.getMessage()),
          "try: JACQUARD_JAVA_OPTIONS=-Djacquard.engine=default " + commandLine);
    }
    return Versions.line() + " · " + engine.replaceFirst(" \\(.*", "");
  }

  private void fail(Throwable failure, Invocation.Run run) {
    System.err.println(Failure.text(failure, run.commandLine(setting.command())));
    System.exit(Failure.status(failure));
  }
}
