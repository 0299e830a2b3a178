package dev.parallax.examples.tee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.examples.Readme;
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
    List<String> page = Readme.output("03-tee");
    assertThat(lines).hasSameSizeAs(page);
    assertThat(lines.subList(0, 3)).isEqualTo(page.subList(0, 3));
    assertThat(lines.get(3)).startsWith("  pictures {left=30, right=30} copies=");
    int copies = Integer.parseInt(lines.get(3).replaceAll(".*copies=", ""));
    assertThat(copies).isBetween(0, 30);
  }
}
