package dev.parallax.testkit.toys;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.AudioBlock;

/** Multiplies every sample by a linear gain. */
@Element(name = "gain", summary = "Scales audio samples")
@RtSafe
public final class Gain {
  @Property(doc = "linear gain", min = 0, max = 8, live = true)
  double gain = 1.0;

  @Transform
  @AudioCaps(
      format = SampleFormat.F32LE,
      rate = @IntRange(min = 8_000, max = 192_000),
      channels = @IntRange(min = 1, max = 8))
  void apply(@InOut AudioBlock block) {
    for (int i = 0; i < block.length(); i++) {
      block.setF32(i, (float) (block.f32(i) * gain));
    }
  }
}
