package jacquard.verify.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The arrows between modules: cli → http → net → core, and no other. */
final class ModulesTest {
  /** What a library may require beside our own modules: nothing that it brings along. */
  private static final Set<String> FREE = Set.of("java.base", "org.jspecify", "jdk.jfr");

  /** And the exceptions, by module: net answers signals, which has no other door. */
  private static final Map<House, Set<String>> EXCEPTIONS =
      Map.of(House.NET, Set.of("jdk.unsupported"));

  @ParameterizedTest
  @EnumSource
  void classes_ofAModule_useOnlyTheModulesBelow(House module) {
    var classes = module.classes();
    module
        .forbidden()
        .forEach(other ->
            noClasses()
                .should()
                .dependOnClassesThat(other.here())
                .because(other.moduleName() + " is not below " + module.moduleName())
                .allowEmptyShould(classes.isEmpty())
                .check(classes));
  }

  @ParameterizedTest
  @EnumSource
  void moduleInfo_requires_onlyTheModulesBelow(House module) throws IOException {
    ModuleDescriptor descriptor = descriptorOf(module);
    Set<String> allowed = module.mayUse.stream().map(House::moduleName).collect(Collectors.toSet());
    assertThat(descriptor.requires())
        .isNotEmpty()
        .map(ModuleDescriptor.Requires::name)
        .filteredOn(name -> !FREE.contains(name))
        .filteredOn(name -> !EXCEPTIONS.getOrDefault(module, Set.of()).contains(name))
        // A program may use the JDK's other modules; a library stays on java.base.
        .filteredOn(name -> House.LIBRARIES.contains(module) || name.startsWith("jacquard."))
        .isSubsetOf(allowed);
  }

  @ParameterizedTest
  @EnumSource
  void moduleInfo_exportsToAll_onlyWhatIsListed(House module) throws IOException {
    ModuleDescriptor descriptor = descriptorOf(module);
    assertThat(descriptor.exports())
        .filteredOn(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrderElementsOf(module.exported);
  }

  @Test
  void classes_ofOurs_areAllInAListedModule() {
    assertThat(House.strays()).isEmpty();
  }

  @Test
  void annotations_ofJSpecify_areNotNeededToRun() throws IOException {
    assertThat(descriptors().values())
        .hasSize(House.values().length)
        .allSatisfy(descriptor ->
            assertThat(descriptor.requires())
                .filteredOn(requires -> requires.name().equals("org.jspecify"))
                .singleElement()
                .satisfies(requires ->
                    assertThat(requires.modifiers())
                        .contains(ModuleDescriptor.Requires.Modifier.STATIC)));
  }

  private static ModuleDescriptor descriptorOf(House module) throws IOException {
    return Objects.requireNonNull(
        descriptors().get(module.moduleName()), () -> "no module-info: " + module.moduleName());
  }

  private static Map<String, ModuleDescriptor> descriptors() throws IOException {
    return Collections.list(ModulesTest.class.getClassLoader().getResources("module-info.class"))
        .stream()
        .map(ModulesTest::read)
        .filter(descriptor -> descriptor.name().startsWith("jacquard."))
        .collect(Collectors.toMap(ModuleDescriptor::name, descriptor -> descriptor));
  }

  private static ModuleDescriptor read(URL url) {
    try (InputStream in = url.openStream()) {
      return ModuleDescriptor.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
