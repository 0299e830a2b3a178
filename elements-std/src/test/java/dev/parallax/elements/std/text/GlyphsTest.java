package dev.parallax.elements.std.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GlyphsTest {
  private static IntStream characters() {
    return IntStream.concat(IntStream.range(0x20, 0x7f), IntStream.range(0xa0, 0x100));
  }

  @Test
  void shouldHaveEveryPrintableCharacterOfLatin1() {
    assertThat(characters().filter(c -> !Glyphs.has((char) c))).isEmpty();
    assertThat(Glyphs.has('\n')).isFalse();
  }

  @Test
  void shouldDrawEveryCharacterDifferently() {
    Map<String, Character> seen = new HashMap<>();
    Font font = new Font(40, false, false, 2);
    characters()
        .filter(c -> c != ' ' && c != 0xa0 && c != 0xad)
        .forEach(c -> {
          GlyphMask mask = font.fill((char) c);
          String key =
              mask.left() + " " + mask.top() + " " + java.util.Arrays.toString(mask.cover());
          assertThat(seen.put(key, (char) c)).as("looks like %s", (char) c).isNull();
          assertThat(mask.cover().length).as("%s", (char) c).isPositive();
        });
  }

  @Test
  void shouldStayInsideOfItsLineAndNearItsCell() {
    Font font = new Font(100, false, false, 5);
    characters()
        .forEach(c -> {
          GlyphMask mask = font.fill((char) c);
          assertThat(-mask.top()).as("top of %s", (char) c).isLessThanOrEqualTo(font.ascent());
          assertThat(mask.top() + mask.height())
              .as("bottom of %s", (char) c)
              .isLessThanOrEqualTo(font.descent());
          assertThat(font.bearing((char) c) + mask.left() + mask.width())
              .as("right of %s", (char) c)
              .isLessThanOrEqualTo(font.advance((char) c) + 1);
        });
  }

  @Test
  void shouldCoverAsMuchAsTheStrokeIsLargeAtAnySize() {
    for (double size : new double[] {10, 16, 33.3, 100, 400}) {
      GlyphMask mask = new Font(size, false, false, 0).fill('l');
      double sum = 0;
      for (byte b : mask.cover()) {
        sum += (b & 0xff) / 255.0;
      }
      double unit = size / 20;
      double radius = 0.9 * unit;
      double exact = 14 * unit * 2 * radius + Math.PI * radius * radius;
      assertThat(sum).as("size %s", size).isCloseTo(exact, within(0.08 * exact));
    }
  }

  @Test
  void shouldShowABoxWhenACharacterIsUnknown() {
    Font font = new Font(20, false, false, 1);
    assertThat(font.fill('Ω')).isSameAs(font.fill('\n')).isNotSameAs(font.fill('O'));
    assertThat(font.fill('ı')).isSameAs(font.fill('Ω'));
  }

  @Test
  void shouldGiveAllCharactersTheSameWidthWhenPitchIsFixed() {
    Font font = new Font(20, false, true, 1);
    assertThat(characters().map(c -> font.advance((char) c)).distinct()).containsExactly(12);
  }

  @Test
  void shouldKeepWhatItHasDrawn() {
    Font font = new Font(20, true, false, 1);
    assertThat(font.fill('a')).isSameAs(font.fill('a'));
    assertThat(font.outline('a').width()).isGreaterThan(font.fill('a').width());
  }
}
