package jacquard.verify.architecture;

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

  private static final String REFLECTS = "reflection lives in jacquard.internal.engine.Loom alone";

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

  private static final List<Ban> CALLS =
      List.of(
          Ban.on("java.lang.System", "a library does not print: use System.Logger", "out", "err"),
          Ban.on("java.lang.System", "a library does not end its process", "exit"),
          Ban.on("java.lang.Runtime", "a library does not end its process", "exit", "halt"),
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
              "jacquard.internal.queue..",
              "jacquard.internal.loop..",
              "jacquard.internal.standard.."));

  @Test
  void seam_isNotGoneAround() {
    assertEachFindsItsOffender(SEAM);
    JavaClasses outside = House.classesOf(House.LIBRARIES).that(OUTSIDE_THE_SEAM);
    check(SEAM, outside);
  }

  @Test
  void reflection_isInOneClass() {
    assertEachFindsItsOffender(REFLECTION);
    String loom = "jacquard.internal.engine.Loom";
    JavaClasses libraries = House.classesOf(House.LIBRARIES);
    assertThat(libraries.contain(loom)).as("%s is there", loom).isTrue();
    JavaClasses others = libraries.that(DescribedPredicate.not(Ban.isOrIsIn(loom)));
    assertThat(others).isNotEmpty();
    check(REFLECTION, others);
  }

  @Test
  void libraries_doNotPrintExitOrThrowTheNameless() {
    assertEachFindsItsOffender(CALLS);
    JavaClasses libraries = House.classesOf(House.LIBRARIES);
    assertThat(libraries).isNotEmpty();
    // An exception class of ours calls the constructor of the one it extends.
    check(
        CALLS,
        libraries.that(DescribedPredicate.not(JavaClass.Predicates.assignableTo(Throwable.class))));
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
    classes().should(Ban.useNothingOf(bans)).allowEmptyShould(true).check(in);
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
