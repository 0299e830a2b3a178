package dev.parallax.model.diag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.diag.Caret.Mark;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaretTest {
  @Test
  void shouldMarkPlacesBelowTheQuotedText() {
    String text = "camera ! rgbfilter ! h264enc name=enc";
    assertThat(Caret.render(text, 21, 28))
        .isEqualTo(
            "  \"camera ! rgbfilter ! h264enc name=enc\"\n" + "                        ^^^^^^^\n");
    assertThat(Caret.render(text, List.of(Mark.at(21, 28), Mark.related(0, 22))))
        .endsWith("\n   ~~~~~~~~~~~~~~~~~~~~~^^^^^^^\n");
  }

  @Test
  void shouldMarkThePlaceAfterTheTextAndAnEmptyText() {
    assertThat(Caret.render("a !", 3, 3)).isEqualTo("  \"a !\"\n      ^\n");
    assertThat(Caret.render("", 0, 0)).isEqualTo("  \"\"\n   ^\n");
    assertThat(Caret.render("ab", -5, 99)).isEqualTo("  \"ab\"\n   ^^\n");
  }

  @Test
  void shouldShowAWindowWhenTheLineIsLong() {
    String text = "x".repeat(500) + "BAD" + "y".repeat(500);
    List<String> lines = Caret.render(text, 500, 503).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .hasSize(2 + 3 + Caret.WINDOW + 3)
        .startsWith("  ...x")
        .endsWith("y...");
    assertThat(lines.get(0).substring(lines.get(1).indexOf('^'))).startsWith("BAD");
    assertThat(lines.get(1).strip()).isEqualTo("^^^");
    assertThat(Caret.render(text, 0, 1_003).lines().toList().get(1).strip())
        .isEqualTo("^".repeat(Caret.WINDOW + 1));
  }

  @Test
  void shouldShowOnlyMarkedLinesWhenThereAreSeveral() {
    String text = "filesrc !\nflacdek !\nfakesink";
    assertThat(Caret.render(text, 10, 17)).isEqualTo("   flacdek !\n   ^^^^^^^\n");
    assertThat(Caret.render(text, List.of(Mark.at(0, 25), Mark.related(20, 28))))
        .isEqualTo("  \"filesrc !\n   ^^^^^^^^^\n   fakesink\"\n   ~~~~~~~~\n");
  }

  @Test
  void shouldKeepColumnsWhenThereAreControlCharacters() {
    assertThat(Caret.render("a\tb\u0007\rc", 5, 6)).isEqualTo("  \"a b??c\"\n        ^\n");
    assertThat(Caret.render("a\u202eb\u009bc", 4, 5)).isEqualTo("  \"a?b?c\"\n       ^\n");
  }

  @Test
  void shouldPrintSomethingForAnyMarks() {
    Random r = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      String text =
          "ab\ncd ef\n".repeat(r.nextInt(40)).replaceFirst("b\n", "b".repeat(r.nextInt(300)));
      int start = r.nextInt(-5, 400);
      assertThat(Caret.render(text, start, start + r.nextInt(-5, 90))).contains("^").endsWith("\n");
    }
  }
}
