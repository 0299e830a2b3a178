package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void shouldWriteWhatAReaderReadsWhenTextIsHostile() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", "a\"b\\c\n\r\t\0\033[2J \u2229 \ud83d\ude00");
    object.put("list", List.of(1L, true, Map.of()));
    object.put("none", List.of());
    object.put("rate", Double.NaN);

    String line = Json.of(object);

    assertThat(line).doesNotContain("\n").doesNotContain("\033");
    Map<String, Object> read = JsonReader.object(line);
    assertThat(read).containsEntry("text", object.get("text")).containsEntry("rate", "null");
    assertThat(read.get("list")).isEqualTo(List.of(1.0, true, Map.of()));
  }

  @Test
  void shouldEscapeLoneSurrogatesWhenTextIsNotUnicode() {
    assertThat(Json.of("a\ud800b\udc00")).isEqualTo("\"a\\ud800b\\udc00\"");
  }

  /** As halves of a pair: JSON has no other form. */
  @Test
  void shouldEscapeWhatWouldReorderOrHideText() {
    String text = "\u009b\u202e" + Character.toString(0xe0041) + "😀";
    assertThat(Json.of(text)).isEqualTo("\"\\u009b\\u202e\\udb40\\udc41😀\"");
    assertThat(JsonReader.object(Json.of(Map.of("a", text)))).containsEntry("a", text);
  }

  @Test
  void shouldRefuseWhenNestedTooDeep() {
    Object value = "end";
    for (int i = 0; i < 100; i++) {
      value = List.of(value);
    }
    Object deep = value;
    assertThatThrownBy(() -> Json.of(deep)).hasMessageContaining("max=32");
  }
}
