package dev.parallax.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void shouldTellTimeAndOutputWhenTheCommandSucceeds() {
    TimedProcess.Outcome outcome = TimedProcess.run(sh("echo out; echo err >&2"), LIMIT);

    assertThat(outcome.nanos()).isPositive();
    assertThat(outcome.output()).contains("out", "err");
  }

  @Test
  void shouldGiveTheBytesAsOftenAsSaidWhenThereIsInput() {
    byte[] input = "0123456789".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    assertThat(TimedProcess.run(sh("wc -c"), LIMIT, input, 7).output().strip()).isEqualTo("700000");
    assertThat(TimedProcess.run(sh("head -c 3"), LIMIT, input, 7).output()).isEqualTo("012");
  }

  @Test
  void shouldShowWhatItPrintedWhenTheCommandFails() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TimedProcess.run(sh("echo no such element; exit 3"), LIMIT))
        .withMessageContaining("exit=3")
        .withMessageContaining("no such element");
  }

  @Test
  void shouldEndTheCommandWhenItTakesTooLong() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TimedProcess.run(sh("exec sleep 600"), Duration.ofMillis(100)))
        .withMessageContaining("did not end");
  }

  @Test
  void shouldKeepABoundedPartWhenTheOutputIsLarge() {
    TimedProcess.Outcome outcome =
        TimedProcess.run(sh("head -c 3000000 /dev/zero | tr '\\0' x"), LIMIT);

    assertThat(outcome.output()).hasSize(1 << 20);
  }

  @Test
  void shouldNameTheCommandWhenItDoesNotExist() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TimedProcess.run(List.of("/nonexistent/command"), LIMIT))
        .withMessageContaining("/nonexistent/command");
  }

  private static List<String> sh(String script) {
    return List.of("sh", "-c", script);
  }
}
