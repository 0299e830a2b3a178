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
  void shouldCutWhenTextIsLong() {
    assertThat(ForeignText.line("abc", 3)).isEqualTo("abc");
    assertThat(ForeignText.line("abcd\n", 3)).isEqualTo("abc...");
    assertThat(ForeignText.line("ab😀", 3)).isEqualTo("ab...");
    assertThat(ForeignText.line("ab😀", 4)).isEqualTo("ab😀");
    assertThat(ForeignText.lines("a\nbcd", 3)).isEqualTo("a\n  | b...");
  }

  @Test
  void shouldKeepEndsOfLinesWhenTextIsOurs() {
    String text = "a\n\tb ~\n";
    assertThat(ForeignText.harmless(text)).isEqualTo(text);
    assertThat(ForeignText.harmless("plain")).isSameAs("plain");
    assertThat(ForeignText.harmless("a\n\033[2J\r\u202e")).isEqualTo("a\n\\u001b[2J\\u000d\\u202e");
  }

  @Test
  void shouldKeepTheLengthWhenMasked() {
    String text = "a\tb\033\u202e\n" + Character.toString(0xe0041) + "😀" + "😀".charAt(0);
    assertThat(ForeignText.masked(text)).isEqualTo("a b?????😀?").hasSameSizeAs(text);
  }

  @Test
  void shouldMarkLinesWhenThereAreMore() {
    assertThat(ForeignText.lines("bad\nerror: forged\n  fix      rm -r /\r"))
        .isEqualTo("bad\n  | error: forged\n  |   fix      rm -r /\\u000d");
  }
}
