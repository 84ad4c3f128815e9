package jacquard.verify.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/*
 * What the libraries never call. Each list of bans is first tried on Offender, which breaks every
 * one of them: a ban that finds nothing there (a misspelt name, a JDK that moved a method) is an
 * error, so that no rule is green because it is blind.
 */
final class BansTest {
  private static final String SEAM_OWNS = "only the seam does this: go through Engine";
  private static final String WAITS = "this parks a thread behind the engine's back: use Wait";

  /** Clock, scheduling, parking, randomness, readiness: the engine's alone. */
  private static final List<Ban> SEAM =
      List.of(
          Ban.on("java.lang.System", SEAM_OWNS, "nanoTime", "currentTimeMillis"),
          Ban.on("java.time.Instant", SEAM_OWNS, "now"),
          Ban.on("java.time.Clock", SEAM_OWNS, "systemUTC", "systemDefaultZone", "system"),
          Ban.on("java.lang.Math", SEAM_OWNS, "random"),
          Ban.on("java.util.concurrent.ThreadLocalRandom", SEAM_OWNS),
          Ban.on("java.util.Random", SEAM_OWNS),
          Ban.on("java.util.SplittableRandom", SEAM_OWNS),
          Ban.on(
              "java.lang.Thread",
              SEAM_OWNS,
              "<init>",
              "ofVirtual",
              "ofPlatform",
              "startVirtualThread",
              "sleep",
              "yield",
              "join"),
          Ban.on("java.util.concurrent.locks.LockSupport", SEAM_OWNS),
          Ban.on("java.util.concurrent.Executors", SEAM_OWNS),
          Ban.on("java.util.concurrent.ForkJoinPool", SEAM_OWNS),
          Ban.on("java.util.concurrent.CompletableFuture", SEAM_OWNS),
          Ban.on("java.util.Timer", SEAM_OWNS),
          Ban.on("java.nio.channels.Selector", SEAM_OWNS),
          Ban.on("java.lang.Object", WAITS, "wait", "notify", "notifyAll"),
          Ban.on("java.util.concurrent.locks.Condition", WAITS),
          Ban.on("java.util.concurrent.CountDownLatch", WAITS),
          Ban.on("java.util.concurrent.Semaphore", WAITS),
          Ban.on("java.util.concurrent.BlockingQueue", WAITS, "take", "put"),
          Ban.on("java.util.concurrent.ArrayBlockingQueue", WAITS),
          Ban.on("java.util.concurrent.LinkedBlockingQueue", WAITS),
          Ban.on("java.util.concurrent.SynchronousQueue", WAITS));

  private static final String REFLECTS = "only the classes named in BansTest reflect";

  private static final List<Ban> REFLECTION =
      List.of(
          Ban.on("java.lang.Class", REFLECTS, "forName", "getDeclaredMethod", "getDeclaredField"),
          Ban.on("java.lang.reflect.AccessibleObject", REFLECTS),
          Ban.on("java.lang.reflect.Method", REFLECTS),
          Ban.on("java.lang.reflect.Field", REFLECTS),
          Ban.on("java.lang.reflect.Constructor", REFLECTS),
          Ban.on("java.lang.reflect.Proxy", REFLECTS),
          Ban.on("java.lang.invoke.MethodHandles", REFLECTS, "privateLookupIn"),
          Ban.on(
              "java.lang.invoke.MethodHandles$Lookup",
              REFLECTS,
              "findVirtual",
              "findStatic",
              "findConstructor",
              "unreflect"));

  private static final List<Ban> ENDING =
      List.of(
          Ban.on("java.lang.System", "a library does not end its process", "exit"),
          Ban.on("java.lang.Runtime", "a library does not end its process", "exit", "halt"));

  private static final List<Ban> CALLS =
      List.of(
          Ban.on("java.lang.System", "a library does not print: use System.Logger", "out", "err"),
          Ban.on("java.lang.Throwable", "throw it, or log it once", "printStackTrace"),
          Ban.on("java.lang.RuntimeException", "throw what says what is wrong", "<init>"),
          Ban.on("java.lang.Exception", "throw what says what is wrong", "<init>"),
          Ban.on("java.lang.Throwable", "throw what says what is wrong", "<init>"),
          Ban.on("java.lang.Error", "throw what says what is wrong", "<init>"));

  private static final DescribedPredicate<JavaClass> OUTSIDE_THE_SEAM =
      DescribedPredicate.not(
          resideInAnyPackage(
              "jacquard.internal.engine..",
              "jacquard.internal.wheel..",
              "jacquard.internal.driver..",
              "jacquard.internal.loop..",
              "jacquard.internal.standard.."));

  @Test
  void seam_isNotGoneAround() {
    check(SEAM, House.classesOf(House.LIBRARIES).that(OUTSIDE_THE_SEAM));
  }

  /** Loom reaches the JDK's private parts; JvmSignals reaches what javac warns of by all means. */
  @Test
  void reflection_isInTheClassesNamedHere() {
    checkExcept(
        REFLECTION,
        House.classesOf(House.LIBRARIES),
        "jacquard.internal.engine.Loom",
        "jacquard.process.JvmSignals");
  }

  /** Signals ends the process on the second signal: who asks twice does not want to wait. */
  @Test
  void ending_isLeftToSignals() {
    checkExcept(ENDING, House.classesOf(House.LIBRARIES), "jacquard.process.Signals");
  }

  @Test
  void libraries_doNotPrintOrThrowTheNameless() {
    // An exception class of ours calls the constructor of the one it extends.
    check(
        CALLS,
        House.classesOf(House.LIBRARIES)
            .that(DescribedPredicate.not(assignableTo(Throwable.class))));
  }

  @Test
  void libraries_keepNoStaticMutableState() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("a test, a second engine or a second class loader would meet it")
        .check(House.classesOf(House.LIBRARIES));
  }

  @Test
  void names_areNounsOfTheField() {
    var empty = Pattern.compile(".*(Manager|Helper|Helpers|Util|Utils|Impl)|Abstract.*");
    assertThat("ChannelImpl").matches(empty);
    assertThat(House.all())
        .isNotEmpty()
        .map(JavaClass::getSimpleName)
        .noneMatch(name -> empty.matcher(name).matches());
  }

  private static void check(List<Ban> bans, JavaClasses in) {
    assertEachFindsItsOffender(bans);
    assertThat(in).isNotEmpty();
    classes().should(Ban.useNothingOf(bans)).check(in);
  }

  /** As check, with exceptions: each must be there and must still need to be one. */
  private static void checkExcept(List<Ban> bans, JavaClasses in, String... exceptions) {
    DescribedPredicate<JavaClass> excepted = DescribedPredicate.alwaysFalse();
    for (String name : exceptions) {
      assertThat(in.contain(name)).as("%s is there", name).isTrue();
      assertThat(breaks(bans, in.that(Ban.isOrIsIn(name)))).as("%s uses it", name).isTrue();
      excepted = excepted.or(Ban.isOrIsIn(name));
    }
    check(bans, in.that(DescribedPredicate.not(excepted)));
  }

  private static boolean breaks(List<Ban> bans, JavaClasses in) {
    return classes().should(Ban.useNothingOf(bans)).evaluate(in).hasViolation();
  }

  private static void assertEachFindsItsOffender(List<Ban> bans) {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    assertThat(bans)
        .isNotEmpty()
        .allSatisfy(ban -> {
          for (String member : ban.members().isEmpty() ? Set.of("") : ban.members()) {
            var single =
                new Ban(ban.owner(), member.isEmpty() ? Set.of() : Set.of(member), ban.instead());
            assertThat(
                    classes()
                        .should(Ban.useNothingOf(List.of(single)))
                        .evaluate(offender)
                        .hasViolation())
                .as("Offender breaks the ban on %s.%s", ban.owner(), member)
                .isTrue();
          }
        });
  }
}
