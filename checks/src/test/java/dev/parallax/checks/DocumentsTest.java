package dev.parallax.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links and code in Markdown files. */
class DocumentsTest {
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");

  @Test
  void shouldLeadSomewhereWhenALinkIsRelative() {
    List<String> broken = new ArrayList<>();
    for (Path document : Repository.files(".md")) {
      for (String link : Markdown.links(Repository.read(document))) {
        if (!ELSEWHERE.matcher(link).matches() && !exists(document, link)) {
          broken.add(document + " -> " + link);
        }
      }
    }
    assertThat(broken).as("links that lead nowhere").isEmpty();
  }

  @Test
  void shouldEqualTheFilesRegionWhenACodeBlockIsASnippet() throws IOException {
    for (Path document : Repository.files(".md")) {
      Committed.assertContent(document, Snippets.refreshed(Repository.read(document)));
    }
  }

  @Test
  void shouldFindLinksAndAnchorsWhenTheyAreOutsideOfCode() {
    String text =
        """
        # One `two`, three
        [a](b.md#x) and `[c](d.md)` ![e](f.png "title")
        ```
        # no heading
        [g](h.md)
        ```
        """;

    assertThat(Markdown.links(text)).containsExactly("b.md#x", "f.png");
    assertThat(Markdown.anchors(text)).containsExactly("one-two-three");
    assertThat(Markdown.blocks(text))
        .containsExactly(new Markdown.Block("", "# no heading\n[g](h.md)\n"));
  }

  @Test
  void shouldTakeTheRegionsLinesWhenTheFileMarksThem() {
    List<String> lines =
        List.of(
            "class A {", "  // snippet: body", "  int a;", "    int b;", "  // end snippet", "}");

    assertThat(Snippets.dedented(Snippets.between(lines, "body", "A.java")))
        .isEqualTo("int a;\n  int b;\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Snippets.between(lines, "other", "A.java"))
        .withMessageContaining("no such region");
  }

  @Test
  void shouldReplaceABlockWhenItIsASnippetOfAFile() {
    String file = "checks/src/test/java/dev/parallax/checks/package-info.java";
    String document = "a\n<!-- snippet: " + file + " -->\n```java\nold\n```\nb\n";

    assertThat(Snippets.refreshed(document))
        .startsWith("a\n<!-- snippet: " + file + " -->\n```java\n/** Tests that watch")
        .endsWith("import org.jspecify.annotations.NullMarked;\n```\nb\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Snippets.refreshed(document.replace(file, "../outside.java")))
        .withMessageContaining("not in the repository");
  }

  private static boolean exists(Path document, String link) {
    int hash = link.indexOf('#');
    String name = hash < 0 ? link : link.substring(0, hash);
    Path folder = document.getParent() == null ? Path.of("") : document.getParent();
    Path target = name.isEmpty() ? document : folder.resolve(name).normalize();
    if (target.isAbsolute() || target.startsWith("..") || !Repository.exists(target)) {
      return false;
    }
    boolean anchored = hash >= 0 && target.toString().endsWith(".md");
    return !anchored
        || Markdown.anchors(Repository.read(target)).contains(link.substring(hash + 1));
  }
}
