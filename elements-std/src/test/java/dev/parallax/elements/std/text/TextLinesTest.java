package dev.parallax.elements.std.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextLinesTest {
  /** 12 pixels a character. */
  private static final Font FONT = new Font(20, false, true, 0);

  private static List<String> cut(String text, TextWrapMode mode, int characters) {
    TextLines lines = new TextLines();
    lines.take(text);
    lines.cut(FONT, mode, characters * 12);
    List<String> cut = new ArrayList<>();
    for (int i = 0; i < lines.count(); i++) {
      StringBuilder line = new StringBuilder();
      for (int k = lines.first(i); k < lines.end(i); k++) {
        line.append(lines.at(k));
      }
      assertThat(lines.width(i)).isEqualTo(12 * line.length()).isLessThanOrEqualTo(lines.widest());
      cut.add(line.toString());
    }
    return cut;
  }

  @Test
  void shouldCutAtLineBreaks() {
    assertThat(cut("one\ntwo\r\n\nfour", TextWrapMode.NONE, 2))
        .containsExactly("one", "two", "", "four");
    assertThat(cut("", TextWrapMode.NONE, 2)).isEmpty();
  }

  @Test
  void shouldCutBetweenWordsWhenALineIsTooLong() {
    String text = "the quick brown abcdefghijkl x";
    assertThat(cut(text, TextWrapMode.WORD, 9))
        .containsExactly("the quick", "brown", "abcdefghijkl", "x");
    assertThat(cut(text, TextWrapMode.WORDCHAR, 9))
        .containsExactly("the quick", "brown", "abcdefghi", "jkl x");
    assertThat(cut(text, TextWrapMode.CHAR, 9))
        .containsExactly("the quick", "brown abc", "defghijkl", "x");
    assertThat(cut(text, TextWrapMode.NONE, 9)).containsExactly(text);
  }

  @Test
  void shouldEndWhenNothingFits() {
    assertThat(cut("abc", TextWrapMode.WORDCHAR, 0)).containsExactly("a", "b", "c");
  }

  @Test
  void shouldStopAtItsBoundsWhenTextIsLong() {
    assertThat(cut("\n".repeat(100_000), TextWrapMode.WORD, 9)).hasSize(TextLines.MOST_LINES);
    assertThat(cut("x".repeat(100_000), TextWrapMode.NONE, 9).getFirst())
        .hasSize(TextLines.MOST_CHARACTERS);
  }

  @Test
  void shouldKnowWhenTextIsTheSame() {
    TextLines lines = new TextLines();
    lines.take("abc");
    assertThat(lines.same("abc")).isTrue();
    assertThat(lines.same("abd")).isFalse();
    assertThat(lines.same("ab")).isFalse();
  }
}
