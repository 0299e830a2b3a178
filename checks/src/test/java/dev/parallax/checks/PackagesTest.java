package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who opens a large package finds a guide to it, and what the guide names is there. */
class PackagesTest {
  /** Classes that a reader finds the way in without a guide. */
  private static final int MAX_CLASSES = 45;

  private static final Pattern NAMED =
      Pattern.compile("\\{@(?:code|link)\\s+(?:\\*\\s+)?([A-Z]\\w*)}");

  private static final String GUIDE = "package-info";

  /** Names of classes, and of the guide, by folder of main code. */
  private static Map<String, Set<String>> packages() {
    Map<String, Set<String>> packages = new TreeMap<>();
    for (Path file : Repository.javaSources()) {
      String folder = String.valueOf(file.getParent());
      if (folder.contains("src/main/java/")) {
        String name = file.getFileName().toString().replace(".java", "");
        packages.computeIfAbsent(folder, f -> new TreeSet<>()).add(name);
      }
    }
    return packages;
  }

  @Test
  void shouldHaveAGuideWhenAPackageIsLarge() {
    List<String> missing = new ArrayList<>();
    packages()
        .forEach((folder, names) -> {
          if (names.size() > MAX_CLASSES
              && (!names.contains(GUIDE) || !guide(folder).contains("<ul>"))) {
            missing.add(folder + " classes=" + names.size());
          }
        });
    assertThat(missing)
        .as("packages whose package-info should list their parts and where to begin")
        .isEmpty();
  }

  @Test
  void shouldNameClassesThatAreThereWhenAPackageHasAGuide() {
    List<String> wrong = new ArrayList<>();
    int found = 0;
    for (Map.Entry<String, Set<String>> each : packages().entrySet()) {
      if (!each.getValue().contains(GUIDE)) {
        continue;
      }
      String guide = guide(each.getKey());
      if (!guide.contains("<ul>")) {
        continue;
      }
      for (MatchResult named : NAMED.matcher(guide).results().toList()) {
        found++;
        if (!each.getValue().contains(named.group(1))) {
          wrong.add(each.getKey() + " " + named.group(1));
        }
      }
    }
    assertThat(wrong).as("classes that a package-info names and that are not there").isEmpty();
    assertThat(found).as("names in guides").isPositive();
  }

  private static String guide(String folder) {
    return Repository.read(Path.of(folder, GUIDE + ".java"));
  }
}
