package dev.parallax.examples.appsrc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AppSrcExampleTest {
  @Test
  void shouldGiveBackWhatWasPushedWhenItRuns() throws Exception {
    assertThat(Printed.by(() -> AppSrcExample.main()))
        .containsExactly(
            "0 ms: 3840 bytes, left=0.0 right=0.0",
            "10 ms: 3840 bytes, left=0.125 right=0.125",
            "20 ms: 3840 bytes, left=0.25 right=0.25",
            "30 ms: 3840 bytes, left=0.375 right=0.375",
            "40 ms: 3840 bytes, left=0.5 right=0.5",
            "end of stream");
  }
}
