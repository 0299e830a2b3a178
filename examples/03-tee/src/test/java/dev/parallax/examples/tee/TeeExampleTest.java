package dev.parallax.examples.tee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.testkit.LeakWatcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeeExampleTest {
  @Test
  void shouldGiveEveryPictureToBothBranchesWhenItRuns() throws Exception {
    List<String> lines = Printed.by(() -> TeeExample.main());
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).isEqualTo("  pictures {left=30, right=30} copies=0");
    assertThat(lines.get(3)).startsWith("  pictures {left=30, right=30} copies=");
    int copies = Integer.parseInt(lines.get(3).replaceAll(".*copies=", ""));
    assertThat(copies).isBetween(0, 30);
  }
}
