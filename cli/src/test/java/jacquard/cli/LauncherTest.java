package jacquard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the script builds, in a clone whose {@code mvnw} is played by a script that copies the jars
 * of this build and counts its runs.
 */
final class LauncherTest {

  private static final List<String> MODULES = List.of("core", "net", "http", "cli");

  @TempDir Path clone;

  @BeforeEach
  void makeClone() throws IOException {
    Files.copy(Command.CLONE.resolve("jacquard"), clone.resolve("jacquard"));
    Files.createDirectory(clone.resolve("build"));
    Files.copy(
        Command.CLONE.resolve("build/find-jdk.sh"), clone.resolve("build").resolve("find-jdk.sh"));
    Files.createFile(clone.resolve("pom.xml"));
    StringBuilder mvnw = new StringBuilder("#!/bin/sh\necho build >> '" + clone + "/builds'\n");
    mvnw.append("if [ -e '" + clone + "/broken' ]; then echo '[ERROR] no'; exit 1; fi\n");
    for (String module : MODULES) {
      Files.createDirectories(clone.resolve(module).resolve("src/main"));
      Files.createFile(clone.resolve(module).resolve("pom.xml"));
      Path target = clone.resolve(module).resolve("target/fast");
      mvnw.append("mkdir -p '" + target + "'\n");
      mvnw.append(
          "cp '" + Command.jar(module) + "' '" + target + "/jacquard-" + module + "-1.jar'\n");
    }
    Path script = Files.writeString(clone.resolve("mvnw"), mvnw);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void start_freshClone_buildsOnceAndSaysSo() throws Exception {
    assertThat(version()).isEqualTo("building jacquard (first run) …\n");
    assertThat(version()).isEmpty();
    assertThat(builds()).isOne();
  }

  @Test
  void start_sourcesChanged_buildsAgain() throws Exception {
    version();
    Path source = Files.createFile(clone.resolve("core/src/main/New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    assertThat(version()).isEqualTo("building jacquard (sources changed) …\n");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void start_twoAtOnce_buildOnce() throws Exception {
    try (Child one = start();
        Child other = start()) {
      assertThat(one.awaitEnd()).isZero();
      assertThat(other.awaitEnd()).isZero();
    }
    assertThat(builds()).isOne();
  }

  @Test
  void start_lockOfADeadProcess_isTakenOver() throws Exception {
    Path builds = Files.createDirectories(clone.resolve("target/jacquard"));
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor()).isZero();
    Files.createSymbolicLink(builds.resolve("lock"), Path.of(String.valueOf(dead.pid())));
    assertThat(version()).isEqualTo("building jacquard (first run) …\n");
  }

  /** This test's own process runs, but it is not the one that took the lock under its number. */
  @Test
  void start_lockOfADeadProcessWhoseNumberIsReused_isTakenOver() throws Exception {
    Path builds = Files.createDirectories(clone.resolve("target/jacquard"));
    String holder = ProcessHandle.current().pid() + " 1";
    Files.createSymbolicLink(builds.resolve("lock"), Path.of(holder));
    assertThat(version()).isEqualTo("building jacquard (first run) …\n");
    assertThat(builds.resolve("lock")).doesNotExist();
  }

  @Test
  void start_buildFails_saysWhyAndWhere() throws Exception {
    Files.createFile(clone.resolve("broken"));
    try (Child child = start()) {
      assertThat(child.awaitEnd()).isOne();
      assertThat(child.err())
          .isEqualTo(
              "building jacquard (first run) …\n"
                  + "[ERROR] no\n"
                  + "error: jacquard could not be built\n"
                  + "  all of it: "
                  + clone.toRealPath().resolve("target/jacquard/build.log")
                  + "\n");
    }
  }

  @Test
  void start_throughALink_findsItsClone() throws Exception {
    Path link = Files.createSymbolicLink(clone.resolve("link"), Path.of("jacquard"));
    try (Child child =
        Command.startProcess(environment(), clone, List.of(link.toString(), "--version"))) {
      assertThat(child.awaitEnd()).isZero();
    }
  }

  private String version() throws InterruptedException {
    try (Child child = start()) {
      assertThat(child.awaitEnd()).as(child.err()).isZero();
      return child.err();
    }
  }

  private Child start() {
    return Command.startProcess(environment(), clone, List.of("./jacquard", "--version"));
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("JACQUARD_LIB", "");
    environment.put("JACQUARD_AOT", "never");
    return environment;
  }

  private long builds() throws IOException {
    return Files.readAllLines(clone.resolve("builds")).size();
  }
}
