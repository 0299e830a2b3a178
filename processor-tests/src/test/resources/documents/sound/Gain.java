package sound;

import static dev.parallax.annotations.SampleFormat.F32LE;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.AudioBlock;

// snippet: gain
/** Multiplies every sample by a linear gain. */
@Element(name = "gain", summary = "Scales audio samples")
@RtSafe
final class Gain {
  @Property(doc = "linear gain", min = 0, max = 8, live = true)
  double gain = 1.0;

  @Transform
  @AudioCaps(format = F32LE, rate = @IntRange(min = 8_000, max = 192_000))
  void apply(@InOut AudioBlock block) {
    for (int i = 0; i < block.length(); i++) {
      block.setF32(i, (float) (block.f32(i) * gain));
    }
  }
}
// end snippet
