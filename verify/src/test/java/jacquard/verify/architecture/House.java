package jacquard.verify.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The modules that ship, each with its packages and the modules of ours that it may see. The one
 * place to change when a module comes.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists and sets come from List.of and Set.of.
enum House {
  CORE(
      List.of(
          "jacquard.internal..",
          "jacquard.time..",
          "jacquard.task..",
          "jacquard.sync..",
          "jacquard.chan.."),
      Set.of("jacquard.time", "jacquard.task", "jacquard.sync", "jacquard.chan"),
      Set.of(),
      60),
  NET(
      List.of("jacquard.net..", "jacquard.io..", "jacquard.process.."),
      Set.of("jacquard.net", "jacquard.io", "jacquard.process"),
      Set.of(CORE),
      15),
  HTTP(
      List.of("jacquard.http.."),
      Set.of("jacquard.http", "jacquard.http.server"),
      Set.of(CORE, NET),
      50),
  CLI(List.of("jacquard.cli.."), Set.of(), Set.of(CORE, NET, HTTP), 10);

  /** The libraries: what others build on, and so held to more than a program. */
  static final Set<House> LIBRARIES = Set.of(CORE, NET, HTTP);

  private static final JavaClasses ALL =
      new ClassFileImporter().withImportOption(House::ships).importPackages("jacquard");

  final List<String> packages;

  /** What everybody may use; all else is exported to friends by name, or not at all. */
  final Set<String> exported;

  final Set<House> mayUse;

  /** A rule over fewer classes than this has lost sight of the module. */
  private final int classesAtLeast;

  House(List<String> packages, Set<String> exported, Set<House> mayUse, int classesAtLeast) {
    this.packages = packages;
    this.exported = exported;
    this.mayUse = mayUse;
    this.classesAtLeast = classesAtLeast;
  }

  String moduleName() {
    return "jacquard." + folder();
  }

  private String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is one of ours: verify and bench put classes into the same packages. */
  private static boolean ships(Location location) {
    return !location.contains("/test-classes/")
        && Arrays.stream(values())
            .anyMatch(module ->
                location.contains("/" + module.folder() + "/target/")
                    || location.contains("/jacquard-" + module.folder() + "-"));
  }

  DescribedPredicate<JavaClass> here() {
    return resideInAnyPackage(packages.toArray(String[]::new));
  }

  JavaClasses classes() {
    JavaClasses classes = ALL.that(here());
    assertThat(classes)
        .as("classes of %s", moduleName())
        .hasSizeGreaterThanOrEqualTo(classesAtLeast);
    return classes;
  }

  /** The classes of some modules together: never none. */
  static JavaClasses classesOf(Set<House> modules) {
    modules.forEach(House::classes);
    JavaClasses classes =
        ALL.that(
            resideInAnyPackage(
                modules.stream().flatMap(m -> m.packages.stream()).toArray(String[]::new)));
    assertThat(classes).as("classes of %s", modules).isNotEmpty();
    return classes;
  }

  static JavaClasses all() {
    return classesOf(Set.of(values()));
  }

  /** Classes that no module of this list owns, so that no rule sees them: there may be none. */
  static JavaClasses strays() {
    JavaClasses all = all();
    return ALL.that(
        DescribedPredicate.describe(
            "are in no module listed here",
            type ->
                !all.contain(type.getName())
                    && !type.getPackageName().startsWith("jacquard.verify")));
  }

  Stream<House> forbidden() {
    return Arrays.stream(values()).filter(other -> other != this && !mayUse.contains(other));
  }
}
