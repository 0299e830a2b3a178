package dev.parallax.model.format;

/** A fixed format: what flows through a link, with nothing left open. */
public sealed interface Format permits VideoFormat, AudioFormat, PacketFormat, BytesFormat {
  /** Media type, for example {@code video/x-raw}. */
  String mediaType();
}
