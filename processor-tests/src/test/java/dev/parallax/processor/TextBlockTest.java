package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long constants of generated classes are, to the compiler, the text that they stand for. */
class TextBlockTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "one\n",
          "without an end",
          "a\n  indented\n    more\n\nb\n",
          "quotes \" \"\" \"\"\" \"\"\"\" and \\ and \\n and \\u0041\n",
          "ends with a space \nends with a tab\t\n",
          "controls \u0001 \f \r \u007f\n",
          "wide \u3000 inside\nwide at the end\u3000\n\u3000wide at the beginning\nlast\u2003",
          "emoji \ud83d\ude00 and a lone \ud83d\n\ttab at the beginning\n");

  @TempDir Path folder;

  @Test
  void shouldBeTheText() {
    StringBuilder code = new StringBuilder("package my;\n\nfinal class Texts {\n");
    code.append("  static final String[] ALL = {\n");
    for (String text : TEXTS) {
      // Indented as generated code is.
      code.append(TextBlock.of(text).indent(4)).append("    ,\n");
    }
    code.append(
        """
          };
          public static void main(String[] args) {
            for (String text : ALL) {
              System.out.println(text.chars().boxed().toList());
            }
          }
        }
        """);
    Workspace work = new Workspace(folder).source("src", "my.Texts", code.toString());
    assertThat(work.javac("out", "", work.sources("src"), "-proc:none")).isEmpty();
    StringBuilder expected = new StringBuilder();
    for (String text : TEXTS) {
      String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
      expected.append(whole.chars().boxed().toList()).append('\n');
    }
    assertThat(work.java("-cp", work.path("out") + File.pathSeparator, "my.Texts"))
        .isEqualTo(expected.toString());
  }
}
