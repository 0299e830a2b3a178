package dev.parallax.model.format;

import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.ParallaxException;

/** A fixed format: what flows through a link, with nothing left open. */
public sealed interface Format permits VideoFormat, AudioFormat, PacketFormat, BytesFormat {
  /** Media type, for example {@code video/x-raw}. */
  String mediaType();

  /**
   * The same as caps in memory of the processor; {@link #of} makes an equal format of them again.
   */
  MediaCaps toCaps();

  /**
   * The format that caps with no open field describe. Kinds of memory make no difference. Fields
   * for which the format has no place are dropped: of raw media all but those named in {@link
   * VideoFormat} and {@link AudioFormat}, of byte streams all.
   *
   * @throws ParallaxException PLX-CAPS-002 if a field is missing, open, of another type or out of
   *     range
   */
  static Format of(MediaCaps caps) {
    return new FormatReader(caps).read();
  }
}
