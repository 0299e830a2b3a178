package dev.parallax.examples.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.examples.Readme;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IpcExampleTest {
  @Test
  void shouldReadEveryPictureWithoutCopyWhenItRuns() throws Exception {
    assertThat(Printed.by(() -> IpcExample.main())).isEqualTo(Readme.output("15-ipc"));
  }

  @Test
  void shouldReadTheStreamWhenPathIsGiven(@TempDir Path dir) throws Exception {
    Path path = dir.resolve("s");
    try (Pipeline writer =
        Pipeline.parse(
            "audiotestsrc num-buffers=7 ! ipcsink delivery=every wait-for-connection=true path="
                + path)) {
      writer.prepare();
      writer.activate();
      assertThat(Printed.by(() -> IpcExample.main(path.toString()))).containsExactly("7 buffers");
    }
  }
}
