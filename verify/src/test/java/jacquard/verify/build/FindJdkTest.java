package jacquard.verify.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacquard.verify.build.FakeAdoptium.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/*
 * Runs build/find-jdk.sh on a machine made of folders: no variable, no path and no folder of the
 * real one is seen, and Adoptium is a server on loopback. What counts each time: the home printed,
 * the exit code, the lines for people, and what is left in the cache.
 */
final class FindJdkTest {
  @TempDir private Path dir;
  private Machine machine;
  private FakeAdoptium adoptium;

  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    machine = new Machine(dir.resolve("machine"));
    adoptium = new FakeAdoptium(archive());
    machine.set("JACQUARD_JDK_URL", adoptium.url());
  }

  @AfterEach
  void tearDown() {
    adoptium.close();
  }

  private Path archive() throws IOException, InterruptedException {
    Path unpacked = dir.resolve("archive");
    Path jdk = Machine.jdk(unpacked.resolve("jdk-25.0.3+9"), "25.0.3");
    // Bytes that do not compress, so that half of the archive is more than a buffer.
    byte[] modules = new byte[1 << 20];
    new Random(25).nextBytes(modules);
    Files.write(jdk.resolve("modules"), modules);
    Path archive = dir.resolve("jdk.tar.gz");
    int exit =
        new ProcessBuilder("tar", "-czf", archive.toString(), "-C", unpacked.toString(), ".")
            .inheritIO()
            .start()
            .waitFor();
    assertThat(exit).isZero();
    return archive;
  }

  private void assertFound(Path home) throws IOException, InterruptedException {
    var ended = machine.find();
    assertThat(ended.out()).containsExactly(home.toString());
    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(adoptium.archivesServed).hasValue(0);
  }

  @Test
  void find_javaHomeIs25_isTaken() throws Exception {
    Path home = Machine.jdk(dir.resolve("mine"), "25.0.3");
    machine.set("JAVA_HOME", home.toString());
    Machine.jdk(machine.root().resolve("usr/lib/jvm/other"), "25");
    assertFound(home);
  }

  @Test
  void find_javaHomeIs17_takesTheOneOfTheSystem() throws Exception {
    machine.set("JAVA_HOME", Machine.jdk(dir.resolve("old"), "17.0.15").toString());
    assertFound(Machine.jdk(machine.root().resolve("usr/lib/jvm/temurin-25-jdk-amd64"), "25.0.3"));
  }

  @Test
  void find_javaHomeIsNoJdk_takesTheOneOfTheSystem() throws Exception {
    machine.set("JAVA_HOME", dir.resolve("nothing").toString());
    assertFound(Machine.jdk(machine.root().resolve("usr/lib/jvm/temurin-25-jdk-amd64"), "25.0.3"));
  }

  @Test
  void find_javaOnThePathBehindLinks_isTaken() throws Exception {
    Path home = Machine.jdk(dir.toRealPath().resolve("linked"), "26-ea");
    Path alternative = dir.resolve("alternative");
    Files.createSymbolicLink(alternative, home.resolve("bin/java"));
    Files.createSymbolicLink(machine.path().resolve("java"), alternative);
    assertFound(home);
  }

  @Test
  void find_javaOnThePathIs17_isPassedOver() throws Exception {
    Path old = Machine.jdk(dir.resolve("old"), "17.0.15");
    Files.createSymbolicLink(machine.path().resolve("java"), old.resolve("bin/java"));
    assertFound(Machine.jdk(machine.root().resolve("usr/lib/jvm/x"), "25"));
  }

  @Test
  void find_severalOfTheSystem_prefers25() throws Exception {
    Path system = machine.root().resolve("usr/lib/jvm");
    Machine.jdk(system.resolve("a-21"), "21.0.1");
    Machine.jdk(system.resolve("b-26"), "26");
    assertFound(Machine.jdk(system.resolve("c-25"), "25.0.1"));
  }

  @Test
  void find_onlyALaterOne_isTaken() throws Exception {
    assertFound(Machine.jdk(machine.root().resolve("usr/lib/jvm/b-26"), "26"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "home/.sdkman/candidates/java/25-tem",
        "home/.jdks/temurin-25",
        "home/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "home/.cache/jacquard/jdk-25",
        "root/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "root/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
        "root/usr/lib64/jvm/java-25-openjdk",
        "root/usr/lib/jvm/jdk 25",
      })
  void find_inAUsualPlace_isTaken(String place) throws Exception {
    assertFound(Machine.jdk(dir.resolve("machine").resolve(place), "25.0.3"));
  }

  @Test
  void find_inTheToolchains_isTaken() throws Exception {
    Path home = Machine.jdk(dir.resolve("tool chain"), "25.0.3");
    Files.createDirectories(machine.home().resolve(".m2"));
    Files.writeString(
        machine.home().resolve(".m2/toolchains.xml"),
        """
        <toolchains>
          <toolchain><configuration><jdkHome>${user.home}/gone</jdkHome></configuration></toolchain>
          <toolchain>
            <configuration>
              <jdkHome>%s</jdkHome>
            </configuration>
          </toolchain>
        </toolchains>
        """
            .formatted(home));
    assertFound(home);
  }

  @Test
  void find_withoutReleaseFile_asksJavac() throws Exception {
    Path home = Machine.jdk(machine.root().resolve("usr/lib/jvm/bare"), "25");
    Files.delete(home.resolve("release"));
    Machine.program(home.resolve("bin/javac"), "echo 'javac 25.0.1'");
    assertFound(home);
  }

  @Test
  void fetch_forbidden_saysWhatAndHowInTwoLines() throws Exception {
    machine.set("JACQUARD_JDK_FETCH", "never");
    var ended = machine.find();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).hasSize(2);
    assertThat(ended.err().get(0)).contains("JDK 25", "JACQUARD_JDK_FETCH=never");
    assertThat(ended.err().get(1))
        .contains("apt install ", "dnf install ", "brew install ", "sdk install ");
    assertThat(machine.cached()).isEmpty();
  }

  @Test
  void fetch_noLoader_saysSo() throws Exception {
    var ended = machine.find();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).hasSize(2);
    assertThat(ended.err().get(0)).contains("neither curl nor wget");
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl", "wget"})
  void fetch_nothingHere_installsOnceAndIsFoundAgain(String loader) throws Exception {
    assumeTrue(machine.install(loader), loader + " is not installed");
    var ended = machine.find();
    Path home = machine.cache().resolve("jdk-25");
    assertThat(ended.exit()).describedAs("%s", ended.err()).isZero();
    assertThat(ended.out()).containsExactly(home.toString());
    assertThat(ended.err().getFirst()).contains("fetching Temurin 25");
    assertThat(home.resolve("bin/javac")).isExecutable();
    assertThat(machine.cached()).containsExactly("jdk-25");

    assertThat(machine.find().out()).containsExactly(home.toString());
    assertThat(adoptium.archivesServed).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"API_MISSING", "API_EMPTY"})
  void fetch_apiHasNone_saysSoInTwoLines(Fault fault) throws Exception {
    machine.install("curl");
    adoptium.fault = fault;
    var ended = machine.find();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).hasSize(2);
    assertThat(ended.err().get(0)).contains(adoptium.url());
    assertThat(machine.cached()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ARCHIVE_MISSING", "CHECKSUM_WRONG", "BREAKS_OFF"})
  void fetch_archiveIsBad_leavesNothingAndTheNextRunSucceeds(Fault fault) throws Exception {
    machine.install("curl");
    adoptium.fault = fault;
    var ended = machine.find();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().get(ended.err().size() - 2))
        .startsWith("error: ")
        .contains("/jdk.tar.gz", fault == Fault.CHECKSUM_WRONG ? "sha256" : "broke off");
    assertThat(ended.err().getLast()).contains("apt install ");
    assertThat(machine.cached()).isEmpty();

    adoptium.fault = Fault.NONE;
    assertThat(machine.find().exit()).isZero();
    assertThat(machine.cached()).containsExactly("jdk-25");
  }

  @Test
  void fetch_terminatedHalfWay_leavesNothing() throws Exception {
    machine.install("curl");
    adoptium.fault = Fault.STALLS;
    var run = machine.start();
    assertThat(adoptium.halfSent.await(60, TimeUnit.SECONDS)).isTrue();
    run.process().destroy();
    assertThat(run.await().exit()).isEqualTo(143);
    assertThat(machine.cached()).isEmpty();
  }

  @Test
  void fetch_killedHalfWay_nextRunTakesTheLockOverAndCleansUp() throws Exception {
    machine.install("curl");
    adoptium.fault = Fault.STALLS;
    var run = machine.start();
    assertThat(adoptium.halfSent.await(60, TimeUnit.SECONDS)).isTrue();
    run.process().descendants().forEach(ProcessHandle::destroyForcibly);
    run.process().destroyForcibly();
    run.await();

    adoptium.fault = Fault.NONE;
    var ended = machine.find();
    assertThat(ended.exit()).describedAs("%s", ended.err()).isZero();
    assertThat(machine.cached()).containsExactly("jdk-25");
  }

  @Test
  void fetch_twoAtOnce_downloadOnce() throws Exception {
    machine.install("curl");
    var first = machine.start();
    var second = machine.start();
    assertThat(first.await().exit()).isZero();
    assertThat(second.await().exit()).isZero();
    assertThat(adoptium.archivesServed).hasValue(1);
    assertThat(machine.cached()).containsExactly("jdk-25");
  }
}
