package com.example.sound;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.AudioBlock;

/** A filter in place: what it changes is the buffer that came. The build verifies @RtSafe. */
@RtSafe
@Element(name = "amplify", summary = "Makes sound louder or softer", klass = "Filter/Audio")
final class Amplify {
  @Property(doc = "linear gain", min = 0, max = 8, live = true)
  double gain = 1;

  @Transform
  @AudioCaps(format = SampleFormat.F32LE)
  void apply(@InOut AudioBlock block) {
    for (int i = 0; i < block.length(); i++) {
      block.setF32(i, (float) (block.f32(i) * gain));
    }
  }
}
