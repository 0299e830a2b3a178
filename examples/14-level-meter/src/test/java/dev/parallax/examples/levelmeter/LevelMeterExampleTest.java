package dev.parallax.examples.levelmeter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.examples.Readme;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelMeterExampleTest {
  @Test
  void shouldDrawABarForEachIntervalWhenItRuns() throws Exception {
    assertThat(Printed.by(() -> LevelMeterExample.main()))
        .isEqualTo(Readme.output("14-level-meter"));
  }
}
