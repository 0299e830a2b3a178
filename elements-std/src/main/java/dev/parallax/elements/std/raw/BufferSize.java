package dev.parallax.elements.std.raw;

import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;

/**
 * Which bytes from outside can be a buffer of a format: anybody may bring what is not, and what
 * comes behind relies on whole samples and pictures.
 *
 * @param unit bytes of a sample of all channels; 1 when it is no sound
 * @param only bytes of a picture; 0 when it is none
 */
public record BufferSize(long unit, long only) {
  /** What buffers of a format must have. */
  public static BufferSize of(Format format) {
    return new BufferSize(
        format instanceof AudioFormat audio ? audio.bytesPerFrame() : 1,
        format instanceof VideoFormat video ? PlaneLayout.of(video).size() : 0);
  }

  /** Whether so many bytes can be a buffer. */
  public boolean fits(long bytes) {
    return bytes % unit == 0 && (only == 0 || bytes == only);
  }

  /** What is asked of the bytes, for a message. */
  public String rule() {
    return only > 0
        ? "they must have " + only + " bytes"
        : "their bytes must be multiples of " + unit;
  }
}
