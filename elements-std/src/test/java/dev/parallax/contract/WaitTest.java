package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitTest {
  @Test
  void shouldBeCalledAtTheDeadlineWhenTheDescriptorIsSilent() {
    int[] pipe = Unistd.pipe2(Fcntl.O_CLOEXEC);
    try (Pipeline pipeline = Pipeline.parse("toywait fd=" + pipe[0] + " ! fakesink")) {
      ToyWait.interruptedAtStart = true;
      pipeline.prepare();
      assertThat(ToyWait.interruptedAtStart).isFalse();
      pipeline.activate();
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      Unistd.close(pipe[0]);
      Unistd.close(pipe[1]);
    }
  }
}
