package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.diag.DiagnosticId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the catalogue, and ids that other texts mention. */
class DiagnosticsPageTest {
  private static final Path PAGE = Path.of("docs/diagnostics.md");
  private static final Pattern ID = Pattern.compile("PLX-[A-Z]+-\\d{3}");

  @Test
  void shouldBeThePageOfTheCatalogueWhenCommitted() throws IOException {
    Committed.assertContent(PAGE, page());
  }

  @Test
  void shouldBeInTheCatalogueWhenATextMentionsAnId() {
    Set<String> known =
        Arrays.stream(DiagnosticId.values()).map(DiagnosticId::code).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    for (Path file : Repository.files("")) {
      boolean main = file.toString().contains("src/main/") && file.toString().endsWith(".java");
      if (main || file.toString().endsWith(".md")) {
        ID.matcher(Repository.read(file))
            .results()
            .map(match -> match.group())
            .filter(id -> !known.contains(id))
            .forEach(id -> unknown.add(file + " " + id));
      }
    }
    assertThat(unknown).as("ids that DiagnosticId does not have").isEmpty();
  }

  @Test
  void shouldHaveACodeOfItsOwnWhenItIsInTheCatalogue() {
    assertThat(Arrays.stream(DiagnosticId.values()).map(DiagnosticId::code))
        .doesNotHaveDuplicates()
        .allMatch(code -> ID.matcher(code).matches());
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# Diagnostics\n\n");
    page.append("<!-- Made from DiagnosticId by DiagnosticsPageTest; do not edit. -->\n\n");
    page.append(
        "Every error and warning of Parallax, at compile time and at run time, has an id that ");
    page.append("never changes.\n");
    Map<String, List<DiagnosticId>> families =
        Arrays.stream(DiagnosticId.values())
            .collect(
                Collectors.groupingBy(
                    DiagnosticId::family, LinkedHashMap::new, Collectors.toList()));
    families.forEach((family, ids) -> {
      page.append("\n## ").append(family).append("\n\n| Id | Fact |\n|---|---|\n");
      for (DiagnosticId id : ids) {
        page.append("| [%s](#%s) | %s |\n".formatted(id.code(), anchor(id), id.title()));
      }
      for (DiagnosticId id : ids) {
        page.append("\n### %s\n\n%s.\n\n".formatted(id.code(), capital(id.title())));
        page.append("**Cause.** %s\n\n**Fix.** %s\n".formatted(id.cause(), id.fix()));
      }
    });
    return page.toString();
  }

  private static String anchor(DiagnosticId id) {
    return Markdown.anchors("# " + id.code()).getFirst();
  }

  private static String capital(String title) {
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }
}
