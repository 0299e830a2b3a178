package com.example.kit;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.AudioBlock;

/** A filter in place. */
@RtSafe
@Element(name = "halve", summary = "Halves samples", klass = "Filter/Audio")
final class Halve {
  @Transform
  @AudioCaps(format = SampleFormat.F32LE)
  void apply(@InOut AudioBlock block) {
    for (int i = 0; i < block.length(); i++) {
      block.setF32(i, block.f32(i) / 2);
    }
  }
}
