package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Converter;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * Gives pictures of another size the colorimetry that caps mean which say nothing: it depends on
 * the height.
 */
final class Recolorer {
  private final Converter converter;
  private final Picture input;

  @SuppressWarnings("resource") // Freed with the picture: an automatic arena.
  private Recolorer(VideoFormat from, VideoFormat to) {
    converter = new Converter(from, to, true);
    input = new Picture(to.format(), to.width(), to.height());
    input.pack(Arena.ofAuto().allocate(input.packedBytes(), 64), 0);
  }

  /**
   * What changes pictures of the second size from the colors of the first; null if nothing does.
   */
  static @Nullable Recolorer between(VideoFormat in, VideoFormat out) {
    VideoFormat made =
        new VideoFormat(
            out.format(),
            out.width(),
            out.height(),
            out.framerate(),
            in.colorimetry(),
            in.chromaSite());
    return Converter.same(made, out) ? null : new Recolorer(made, out);
  }

  /** The picture to be changed, to be painted by the caller. */
  Picture input() {
    return input;
  }

  /** Makes the result of {@link #input}. */
  void recolor(Picture to) {
    converter.convert(input, to);
  }
}
