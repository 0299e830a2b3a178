package dev.parallax.examples.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransformExampleTest {
  @Test
  void shouldScaleSamplesWhenItRuns() throws Exception {
    List<String> lines = Printed.by(() -> TransformExample.main());
    assertThat(lines.subList(0, 12))
        .containsExactly(
            "string, gain=0.5",
            "  peak 0.40",
            "  peak 0.40",
            "builders, gain=0.25",
            "  peak 0.20",
            "  peak 0.20",
            "while running, gain=1 and then 0.1",
            "  peak 0.80",
            "  peak 0.80",
            "  peak 0.08",
            "  peak 0.08",
            "out of range");
    assertThat(String.join("\n", lines.subList(12, lines.size())))
        .startsWith("[PLX-PROP-003] value is out of range property=gain value=9");
  }
}
