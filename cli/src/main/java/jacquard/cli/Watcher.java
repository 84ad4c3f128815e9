package jacquard.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program and starts it again when its file, or a Java file beside it, has changed.
 *
 * <p>A change is compiled first. If that fails, the error is shown and the version that runs goes
 * on. Else that version gets SIGTERM, so that it drains, and the new one starts when it has ended.
 */
/*
 * The program is a child: the script once more, without --watch. Ctrl-C reaches both from the
 * terminal; SIGTERM reaches this process, and the shutdown hook hands it on. Either way this process
 * ends when the child has, with its exit code.
 */
final class Watcher {

  /** Editors write a file in several steps: changes are taken together until none comes so long. */
  private static final long QUIET_MILLIS = 60;

  private final Invocation.Run run;
  private final Setting setting;
  private final Path folder;
  private volatile @Nullable Process child;

  Watcher(Invocation.Run run, Setting setting) {
    this.run = run;
    this.setting = setting;
    Path parent = Path.of(run.file()).toAbsolutePath().getParent();
    this.folder = parent == null ? Path.of("") : parent;
  }

  /** Runs until this process is told to end. */
  void watch() throws Mistake, IOException {
    SourceFile.open(run.file(), setting.key());
    Runtime.getRuntime().addShutdownHook(new Thread(this::endWithChild));
    try (WatchService events = FileSystems.getDefault().newWatchService()) {
      folder.register(
          events,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      Map<Path, String> seen = fingerprints();
      if (compiles()) {
        startChild();
      }
      while (true) {
        awaitQuiet(events);
        Map<Path, String> now = fingerprints();
        String changed = changed(seen, now);
        seen = now;
        if (changed != null) {
          restart(changed);
        }
      }
    } catch (InterruptedException e) {
      throw new IOException("the watch was interrupted", e);
    }
  }

  private void restart(String changed) throws IOException, InterruptedException {
    if (!compiles()) {
      return;
    }
    System.err.println("restarting: " + changed + " changed");
    stopChild();
    startChild();
  }

  /** Compiles the program as it is now; shows what is wrong if it can't be. */
  private boolean compiles() throws IOException {
    try {
      Compiled.of(SourceFile.open(run.file(), setting.key()), setting);
      return true;
    } catch (Mistake mistake) {
      System.err.println(mistake.text());
      Process running = child;
      System.err.println(
          running != null && running.isAlive()
              ? "  the version before goes on; waiting for a change"
              : "  waiting for a change");
      return false;
    }
  }

  private void startChild() throws IOException {
    List<String> command = new ArrayList<>(List.of(setting.command(), "run", run.file()));
    command.addAll(run.arguments());
    child = new ProcessBuilder(command).inheritIO().start();
  }

  private void stopChild() throws InterruptedException {
    Process running = child;
    if (running != null) {
      running.destroy();
      running.waitFor();
    }
  }

  /** On the way out: the child ends too, and its exit code is ours. */
  private void endWithChild() {
    Process running = child;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      Runtime.getRuntime().halt(running.waitFor());
    } catch (InterruptedException _) {
      running.destroyForcibly();
    }
  }

  /** Waits for a change, and until no other came for a while. */
  private static void awaitQuiet(WatchService events) throws InterruptedException {
    WatchKey key = events.take();
    while (key != null) {
      for (WatchEvent<?> _ : key.pollEvents()) {
        // What changed is found by content: an editor's steps say little.
      }
      key.reset();
      key = events.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private Map<Path, String> fingerprints() throws IOException {
    Map<Path, String> fingerprints = new HashMap<>();
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(file -> file.toString().endsWith(".java")).toList();
    }
    for (Path file : files) {
      fingerprints.put(file, SourceFile.fingerprint(file, ""));
    }
    return fingerprints;
  }

  /** The name of a file that is new or other than before. */
  private static @Nullable String changed(Map<Path, String> before, Map<Path, String> now) {
    for (Map.Entry<Path, String> file : now.entrySet()) {
      if (!file.getValue().equals(before.get(file.getKey()))) {
        return file.getKey().getFileName().toString();
      }
    }
    return null;
  }
}
