package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Poms and module-infos follow the arrows of {@link Arrows}. */
class DirectionTest {
  private static final Pattern REQUIRES =
      Pattern.compile("requires\\s+(?:(?:static|transitive)\\s+)*dev\\.parallax\\.([\\w.]+)\\s*;");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

  @Test
  void shouldHaveARowInTheTableWhenAModuleIsInTheReactor() {
    assertThat(Arrows.known())
        .as("rows of Arrows; fix: add the new module's arrows there")
        .containsAll(Repository.modules());
  }

  @Test
  void shouldComeLastInTheReactorWhenItReadsWhatOthersBuilt() {
    assertThat(Repository.modules()).last().isEqualTo("checks");
  }

  @TestFactory
  List<DynamicTest> shouldFollowTheArrowsWhenAPomNamesAModule() {
    return Repository.modules().stream()
        .map(module -> DynamicTest.dynamicTest(module, () -> checkPom(module)))
        .toList();
  }

  @TestFactory
  List<DynamicTest> shouldFollowTheArrowsWhenAModuleInfoRequiresAModule() {
    return Repository.modules().stream()
        .filter(module -> Files.exists(moduleInfo(module)))
        .map(module -> DynamicTest.dynamicTest(module, () -> checkModuleInfo(module)))
        .toList();
  }

  private static void checkPom(String module) {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> dependency : pomDependencies(module).entrySet()) {
      String target = dependency.getKey();
      String scope = dependency.getValue();
      boolean fine =
          Arrows.of(module).contains(target)
              || (target.equals("processor")
                  && scope.equals("provided")
                  && Arrows.mayUseTheProcessor(module))
              || (target.equals("rtcheck")
                  && scope.equals("provided")
                  && Arrows.mayUseTheVerifier(module))
              || (target.equals("testkit")
                  && scope.equals("test")
                  && Arrows.mayUseTheTestkit(module));
      if (!fine) {
        wrong.add(module + " -> " + target + " scope=" + scope);
      }
    }
    assertThat(wrong).as("arrows that DESIGN 2 does not have").isEmpty();
  }

  private static void checkModuleInfo(String module) {
    String text = COMMENT.matcher(Repository.read(moduleInfoName(module))).replaceAll("");
    Matcher matcher = REQUIRES.matcher(text);
    Set<String> reachable = Arrows.closure(module);
    List<String> wrong = new ArrayList<>();
    while (matcher.find()) {
      String target = Arrows.moduleOf(matcher.group(1));
      if (!reachable.contains(target)) {
        wrong.add(module + " requires " + matcher.group(1));
      }
    }
    assertThat(wrong).as("arrows that DESIGN 2 does not have").isEmpty();
  }

  /** Direct dependencies on modules of the reactor, with their scope. */
  private static Map<String, String> pomDependencies(String module) {
    Map<String, String> found = new TreeMap<>();
    NodeList dependencies =
        Poms.parse(Path.of(module, "pom.xml")).getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      Node node = dependencies.item(i);
      if (node instanceof Element dependency
          && "dev.parallax".equals(Poms.child(dependency, "groupId"))) {
        String artifact = Poms.child(dependency, "artifactId");
        String scope = Poms.child(dependency, "scope");
        found.merge(
            artifact.replaceFirst("^parallax-", ""),
            scope.isEmpty() ? "compile" : scope,
            (a, b) -> a.equals("compile") ? a : b);
      }
    }
    return found;
  }

  private static Path moduleInfoName(String module) {
    return Path.of(module, "src/main/java/module-info.java");
  }

  private static Path moduleInfo(String module) {
    return Repository.root().resolve(moduleInfoName(module));
  }
}
