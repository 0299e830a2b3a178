package dev.parallax.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HelloTest {
  @Test
  void shouldPrintEveryBufferWhenItRuns() throws Exception {
    String samples = "samples: 2048 bytes of audio/x-raw,format=S16LE,rate=44100,channels=1";
    assertThat(Printed.by(() -> Hello.main()))
        .containsExactly(
            "fakesink0: buffer number=1 bytes=115200 pts=0 duration=33333333 flags=0",
            "fakesink0: buffer number=2 bytes=115200 pts=33333333 duration=33333334 flags=0",
            "fakesink0: buffer number=3 bytes=115200 pts=66666667 duration=33333333 flags=0",
            "end of stream",
            samples,
            samples);
  }
}
