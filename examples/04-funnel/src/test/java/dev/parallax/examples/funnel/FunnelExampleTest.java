package dev.parallax.examples.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FunnelExampleTest {
  @Test
  void shouldTakeEverythingFromBothSourcesWhenItRuns() throws Exception {
    assertThat(Printed.by(() -> FunnelExample.main()))
        .containsExactly("string:   {a=3, b=5}", "builders: {a=3, b=5}");
  }
}
