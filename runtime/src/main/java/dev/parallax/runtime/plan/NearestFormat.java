package dev.parallax.runtime.plan;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.format.VideoFormat;

/** What caps leave of a wish. */
final class NearestFormat {
  private NearestFormat() {}

  /**
   * Size and frame rate that {@code caps} allow, nearest to those of {@code wanted}; the meaning of
   * the numbers is not changed, though caps that say nothing of it would by another height.
   */
  static VideoFormat of(VideoFormat wanted, MediaCaps caps) {
    return new VideoFormat(
        wanted.format(),
        nearest(wanted.width(), caps.field("width")),
        nearest(wanted.height(), caps.field("height")),
        nearest(wanted.framerate(), caps.field("framerate")),
        wanted.colorimetry(),
        wanted.chromaSite());
  }

  private static int nearest(int wanted, CapsValue value) {
    if (value instanceof CapsValue.IntRange range) {
      return range.nearest(wanted);
    }
    return value.fixate() instanceof CapsValue.Fixed(Integer only) && !value.accepts(wanted)
        ? only
        : wanted;
  }

  private static Fraction nearest(Fraction wanted, CapsValue value) {
    if (value instanceof CapsValue.FractionRange range) {
      return range.nearest(wanted);
    }
    return value.fixate() instanceof CapsValue.Fixed(Fraction only) && !value.accepts(wanted)
        ? only
        : wanted;
  }
}
