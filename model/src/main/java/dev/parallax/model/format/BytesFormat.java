package dev.parallax.model.format;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.MediaCaps;

/**
 * A byte stream, cut anywhere.
 *
 * @param mediaType for example {@code audio/x-flac}; {@code application/octet-stream} when unknown;
 *     neither raw nor {@code ANY}
 */
public record BytesFormat(String mediaType) implements Format {
  /** Checks the type. */
  public BytesFormat {
    FormatReader.checkEncoded(mediaType);
  }

  @Override
  public MediaCaps toCaps() {
    return MediaCaps.of(mediaType).with(MediaCaps.FRAMED, new CapsValue.Fixed(false));
  }
}
