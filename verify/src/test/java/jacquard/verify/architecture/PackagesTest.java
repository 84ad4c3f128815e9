package jacquard.verify.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of the packages: who may see whom inside a module. */
final class PackagesTest {
  @Test
  void packages_haveNoCycles() {
    slices().matching("jacquard.(**)").should().beFreeOfCycles().check(House.all());
  }

  @Test
  void core_packages_lookDownOnly() {
    assertOrder(
        House.CORE.classes(),
        List.of(
            "jacquard.internal..",
            "jacquard.time..",
            "jacquard.task..",
            "jacquard.sync..",
            "jacquard.chan.."));
  }

  @Test
  void core_internals_lookDownOnly() {
    JavaClasses core = House.CORE.classes();
    assertOrder(core, List.of("jacquard.internal.engine..", "jacquard.internal.queue.."));
    for (String engine : List.of("jacquard.internal.loop..", "jacquard.internal.standard..")) {
      assertOrder(
          core,
          List.of(
              "jacquard.internal.engine..",
              "jacquard.internal.wheel..",
              "jacquard.internal.driver..",
              engine));
    }
  }

  @Test
  void engines_doNotSeeEachOther() {
    JavaClasses core = House.CORE.classes();
    assertOrder(core, List.of("jacquard.internal.loop..", "jacquard.internal.standard.."));
    assertOrder(core, List.of("jacquard.internal.standard..", "jacquard.internal.loop.."));
  }

  @Test
  void http_packages_lookDownOnly() {
    assertOrder(
        House.HTTP.classes(),
        List.of(
            "jacquard.http.syntax..",
            "jacquard.http",
            "jacquard.http.h1..",
            "jacquard.http.server.."));
  }

  /** What is public in h1 is there for the server; all else is package-private. */
  @Test
  void http1_publicTypes_areUsedByTheServer() {
    assertThat(House.HTTP.classes())
        .filteredOn(type -> type.getPackageName().startsWith("jacquard.http.h1"))
        .isNotEmpty()
        .filteredOn(JavaClass::isTopLevelClass)
        .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .allSatisfy(type ->
            assertThat(type.getDirectDependenciesToSelf())
                .as("uses of %s outside its package", type.getName())
                .map(use -> use.getOriginClass().getPackageName())
                .contains("jacquard.http.server"));
  }

  /** No package of the list sees one that stands after it. */
  private static void assertOrder(JavaClasses classes, List<String> bottomUp) {
    for (String layer : bottomUp) {
      assertThat(classes.that(resideInAPackage(layer))).as("classes in %s", layer).isNotEmpty();
    }
    for (int i = 0; i < bottomUp.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(bottomUp.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(bottomUp.subList(i + 1, bottomUp.size()).toArray(String[]::new))
          .as(
              "%s sees none of %s"
                  .formatted(bottomUp.get(i), bottomUp.subList(i + 1, bottomUp.size())))
          .check(classes);
    }
  }
}
