package dev.parallax.model.diag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
  @Test
  void shouldKeepTextOfAnyScriptWhenItIsHarmless() {
    String text = "a\tbü 日本語 עברית 😀 \\";
    assertThat(ForeignText.line(text)).isEqualTo(text);
    assertThat(ForeignText.lines(text)).isEqualTo(text);
  }

  @Test
  void shouldShowNumbersWhenATerminalWouldObeyOrReorder() {
    assertThat(ForeignText.line("\033[2J\r\n\u009b")).isEqualTo("\\u001b[2J\\u000d\\u000a\\u009b");
    assertThat(ForeignText.line("x\u202etxt\u2066\u2028\u2029"))
        .isEqualTo("x\\u202etxt\\u2066\\u2028\\u2029");
    String tag = Character.toString(0xe0041);
    assertThat(ForeignText.line("a" + tag + Character.toString(0x10fffd)))
        .isEqualTo("a\\u{e0041}\\u{10fffd}");
    assertThat(ForeignText.line("half " + "😀".charAt(0))).isEqualTo("half \\ud83d");
  }

  @Test
  void shouldMarkLinesWhenThereAreMore() {
    assertThat(ForeignText.lines("bad\nerror: forged\n  fix      rm -r /\r"))
        .isEqualTo("bad\n  | error: forged\n  |   fix      rm -r /\\u000d");
  }
}
