package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.diag.DiagnosticId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No diagnostic without code that gives it and a test that expects it: one whose source or golden
 * files have the id as messages show it, not only the constant.
 */
class DiagnosticsReachedTest {
  private static final Path CATALOGUE =
      Path.of("model/src/main/java/dev/parallax/model/diag/DiagnosticId.java");
  private static final Pattern CODE = Pattern.compile("PLX-[A-Z]+-\\d{3}");
  private static final Pattern CONSTANT = Pattern.compile("\\bDiagnosticId\\s*\\.\\s*([A-Z_0-9]+)");

  @Test
  void shouldBeExpectedByATestWhenItIsInTheCatalogue() throws IOException {
    Set<String> expected = new TreeSet<>();
    for (Path file : Repository.files("")) {
      if (file.toString().contains("src/test/") && !file.startsWith("checks")) {
        byte[] bytes = Files.readAllBytes(Repository.root().resolve(file));
        Matcher code = CODE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (code.find()) {
          expected.add(code.group());
        }
      }
    }
    List<String> unreached =
        Arrays.stream(DiagnosticId.values())
            .map(DiagnosticId::code)
            .filter(code -> !expected.contains(code))
            .toList();
    assertThat(unreached).as("ids whose message no test expects").isEmpty();
  }

  @Test
  void shouldBeGivenBySomeCodeWhenItIsInTheCatalogue() {
    Set<String> given = new TreeSet<>();
    for (Path file : Repository.javaSources()) {
      if (file.toString().contains("src/main/") && !file.equals(CATALOGUE)) {
        Matcher constant = CONSTANT.matcher(Repository.read(file));
        while (constant.find()) {
          given.add(constant.group(1));
        }
      }
    }
    assertThat(Arrays.stream(DiagnosticId.values()).map(Enum::name))
        .as("ids that something gives")
        .isSubsetOf(given);
  }
}
