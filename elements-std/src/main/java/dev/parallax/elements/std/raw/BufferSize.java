package dev.parallax.elements.std.net;

import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which datagrams can be buffers of a format: anybody may send what is not, and what comes behind
 * relies on whole samples and pictures.
 */
final class DatagramSize {
  private @Nullable Format format;
  private long unit = 1;
  private long only;

  /** Whether so many bytes can be a buffer; formats seldom change. */
  boolean fits(Format now, long bytes) {
    if (now != format) {
      format = now;
      unit = now instanceof AudioFormat audio ? audio.bytesPerFrame() : 1;
      only = now instanceof VideoFormat video ? PlaneLayout.of(video).size() : 0;
    }
    return bytes % unit == 0 && (only == 0 || bytes == only);
  }

  /** What is asked of a datagram, for a message. */
  String rule() {
    return only > 0
        ? "they must have " + only + " bytes"
        : "their bytes must be multiples of " + unit;
  }
}
