package dev.parallax.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The same arrows on compiled classes, and rules inside a module. */
class ArchitectureTest {
  /**
   * Their packages are layers. The executor and its SPI know each other in the runtime, by design.
   */
  private static final List<String> WITHOUT_PACKAGE_CYCLES =
      List.of("native-glue", "memory", "elements-std", "elements-media", "launch", "processor");

  private static final Pattern OF_THE_JDK = Pattern.compile("(java|javax|jdk)\\..*");

  private static final ArchRule PURE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.lang.foreign..",
              "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|RandomAccess|Print|Console).*")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.lang\\.(Thread|ThreadLocal|Process|ProcessBuilder|Runtime)");

  @TestFactory
  Stream<DynamicTest> shouldUseOnlyModulesBelowWhenAClassIsCompiled() {
    return modulesWithCode()
        .map(module ->
            DynamicTest.dynamicTest(
                module,
                () -> {
                  Set<String> allowed = Arrows.closure(module);
                  classes()
                      .should()
                      .onlyDependOnClassesThat(isOursOnlyIn(module, allowed))
                      .check(classesOf(module));
                }));
  }

  @TestFactory
  Stream<DynamicTest> shouldHaveNoCycleWhenPackagesOfAModuleAreLayers() {
    return modulesWithCode()
        .filter(WITHOUT_PACKAGE_CYCLES::contains)
        .map(module ->
            DynamicTest.dynamicTest(
                module,
                () ->
                    slices()
                        .matching("dev.parallax." + Arrows.packageOf(module) + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(classesOf(module))));
  }

  @Test
  void shouldDependOnNothingButTheJdkWhenItIsAnAnnotation() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            new DescribedPredicate<JavaClass>("are of the JDK or are annotations") {
              @Override
              public boolean test(JavaClass type) {
                return OF_THE_JDK.matcher(type.getName()).matches()
                    || type.getPackageName().equals("dev.parallax.annotations")
                    || type.isPrimitive()
                    || type.isArray();
              }
            })
        .check(classesOf("annotations"));
  }

  @Test
  void shouldTouchNoFileNetworkThreadOrNativeCodeWhenItIsTheModel() {
    PURE.check(classesOf("model"));
  }

  @Test
  void shouldBeCaughtWhenAClassReadsFiles() {
    JavaClasses reader = new ClassFileImporter().importClasses(Repository.class);

    assertThatThrownBy(() -> PURE.check(reader)).hasMessageContaining("java.nio.file");
  }

  private static DescribedPredicate<JavaClass> isOursOnlyIn(String module, Set<String> allowed) {
    return new DescribedPredicate<>("belong to %s or %s, if they are ours", module, allowed) {
      @Override
      public boolean test(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        if (!name.startsWith("dev.parallax.")) {
          return true;
        }
        String target = Arrows.moduleOf(name.substring("dev.parallax.".length()));
        return target.equals(module) || allowed.contains(target);
      }
    };
  }

  private static Stream<String> modulesWithCode() {
    return Repository.modules().stream()
        .filter(module ->
            Files.isDirectory(Repository.root().resolve(module).resolve("src/main/java")));
  }

  private static JavaClasses classesOf(String module) {
    Path folder = Repository.root().resolve(module).resolve("target/classes");
    assertThat(folder).as("classes of %s; fix: mvn verify, from the root", module).isDirectory();
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPath(folder);
  }
}
