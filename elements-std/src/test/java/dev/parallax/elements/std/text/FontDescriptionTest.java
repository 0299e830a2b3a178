package dev.parallax.elements.std.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FontDescriptionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|24|false|true",
        "Sans 12|16|false|false",
        "Sans Bold, 24px|24|true|false",
        "Courier 9|12|false|true",
        "DejaVu Sans Mono 9|12|false|true",
        "30|40|false|true",
        "Serif|24|false|false",
        "Semi-Bold 12|16|true|false",
        "Sans 99999|24|false|false",
        "12.5px|12.5|false|true",
        "Sans 1e9|24|false|false"
      })
  void shouldReadWhatTheFontCanDo(String text, double pixels, boolean bold, boolean fixed) {
    assertThat(FontDescription.of(text, "Monospace 18"))
        .isEqualTo(new FontDescription(pixels, bold, fixed));
  }
}
