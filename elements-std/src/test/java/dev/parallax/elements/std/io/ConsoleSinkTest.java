package dev.parallax.elements.std.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
@ExtendWith(LeakWatcher.class)
class ConsoleSinkTest {
  @TempDir Path dir;

  private String shown(String source, String properties) throws IOException {
    Path file = dir.resolve("shown.txt");
    int fd =
        Fcntl.openat(
            Fcntl.AT_FDCWD,
            file.toString(),
            Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_TRUNC | Fcntl.O_CLOEXEC,
            0x1a4);
    try (Pipeline pipeline =
        Pipeline.parse(source + " ! consolesink fd=" + fd + " " + properties)) {
      pipeline.run();
    } finally {
      Unistd.close(fd);
    }
    return Files.readString(file);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "68656c6c6f, `hello`", // a line end is added
        "c3a4e282acf09f9880, `ä€😀`",
        "1b5b324a, `\\x1b[2J`", // clears a terminal
        "c29b324a, `\\xc2\\x9b2J`", // the same in one character
        "e280ae61, `\\xe2\\x80\\xaea`", // writes from right to left
        "ff61c3, `\\xffa\\xc3`", // not UTF-8, and cut
        "c080eda080f4908080, `\\xc0\\x80\\xed\\xa0\\x80\\xf4\\x90\\x80\\x80`", // overlong,
        // surrogate
        "610962 7f00, `a\tb\\x7f\\x00`"
      })
  void shouldEscapeWhatCouldSteerATerminal(String hex, String text) throws IOException {
    assertThat(shown("datasrc encoding=hex data=\"" + hex + "\"", "")).isEqualTo(text + "\n");
  }

  @Test
  void shouldShowRowsWhenFormatIsHexdump() throws IOException {
    assertThat(shown("datasrc data=\"0123456789abcdefghij\"", "format=hexdump max-bytes=18"))
        .isEqualTo(
            """
            buffer 0  20 bytes  pts none  duration none
            00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|
            00000010  67 68                                             |gh|
            ... 2 bytes more
            """);
  }

  @Test
  void shouldShowTimesWhenFormatIsMetadata() throws IOException {
    String source = "testsrc num-buffers=3 interval=1500000000";
    assertThat(shown(source, "format=metadata max-buffers=2"))
        .isEqualTo(
            """
            buffer 0  1024 bytes  pts 0:00:00.000000000  duration 0:00:01.500000000
            buffer 1  1024 bytes  pts 0:00:01.500000000  duration 0:00:01.500000000
            """);
  }

  @Test
  void shouldEscapeKeysAndValuesWhenFormatIsMetadata() throws IOException {
    String source = "datasrc data=hi ! metadata-inject key=\"a/\tb\" value=\"\u001b[2J\"";
    assertThat(shown(source, "format=metadata")).endsWith("\n  a/\\x09b = \\x1b[2J\n");
  }

  @Test
  void shouldCutWhenTextIsLong() throws IOException {
    assertThat(shown("datasrc data=abcdef", "max-bytes=2")).isEqualTo("ab\n... 4 bytes more\n");
    assertThat(shown("nullsrc num-buffers=1 size=40000", "max-bytes=0")).hasSize(160_001);
  }
}
