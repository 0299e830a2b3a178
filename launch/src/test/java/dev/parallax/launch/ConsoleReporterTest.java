package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Message;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleReporterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Reporter reporter =
      new ConsoleReporter(
          new PrintStream(bytes, true, StandardCharsets.UTF_8), ConsoleReporter.Verbosity.NORMAL);

  @Test
  void shouldShowNoLineOfAnElementAsOneOfItsOwn() {
    reporter.message(new Message.Warning("a", "bad\nerror: forged\n  indented\n\nlast"));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("warning: a: bad\n  error: forged\n  indented\n\n  last\n");
  }

  @Test
  void shouldNotObeyNorHideAnything() {
    String evil = "\033[2J\r\u202e\u2028" + Character.toString(0xe0041);
    reporter.failed(
        new Failure(ExitCode.SETUP, null, evil + "\n\tat x", Map.of(), new Exception()));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("error: \\u001b[2J\\u000d\\u202e\\u2028\\u{e0041}\n\tat x\n");
  }
}
