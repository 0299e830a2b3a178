package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.audio.kernel.Gain;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import org.jspecify.annotations.Nullable;

/**
 * Makes audio louder or softer, in place. Integers are rounded to the nearest, halves up, and
 * saturate; floating point may pass full scale. At 1 the samples stay as they are.
 */
@Element(
    name = "volume",
    summary = "Changes the volume of raw audio",
    klass = "Filter/Effect/Audio",
    example = "audiotestsrc num-buffers=20 ! volume volume=0.25 ! fakesink")
@RtSafe
final class Volume {
  @Property(doc = "factor, linear: 1 is unchanged", min = 0, max = 10, def = "1", live = true)
  double volume = 1;

  @Property(doc = "silence", def = "false", live = true)
  boolean mute;

  private @Nullable Gain gain;

  @Configure
  void configure(AudioFormat format) {
    gain = new Gain(format);
  }

  @Transform
  void apply(@InOut @AudioCaps AudioBlock block) {
    double factor = mute ? 0 : volume;
    if (factor != 1 && gain != null) {
      gain.apply(block.segment(), block.offset(), block.length(), factor);
    }
  }
}
