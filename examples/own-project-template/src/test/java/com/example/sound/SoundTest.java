package com.example.sound;

import static com.example.sound.SoundElements.amplify;
import static com.example.sound.SoundElements.peakSink;
import static com.example.sound.SoundElements.sweepSrc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The watcher fails a test that leaves a buffer, a file descriptor or a thread behind. */
@ExtendWith(LeakWatcher.class)
class SoundTest {
  @Test
  void shouldHalveThePeakWhenGainIsOneHalf() {
    try (Pipeline pipeline =
        sweepSrc().numBuffers(20).to(amplify().gain(0.5)).to(peakSink().named("peak")).pipeline()) {
      pipeline.run();
      assertThat(pipeline.find("peak", PeakSinkElement.Control.class).peak())
          .isBetween(0.49f, 0.5f);
    }
  }

  @Test
  void shouldBeRefusedWhenGainIsOutOfRange() {
    assertThatThrownBy(() -> Pipeline.parse("sweepsrc ! amplify gain=9 ! peaksink"))
        .hasMessageContaining("PLX-PROP-003");
  }

  @Test
  void shouldSaySoWhenCapsDoNotFit() {
    assertThatThrownBy(
            () -> Pipeline.parse("videotestsrc num-buffers=1 ! amplify ! peaksink").run())
        .hasMessageContaining("PLX-CAPS-003");
  }
}
