package dev.parallax.model.format;

import java.util.Map;

/**
 * Encoded packets.
 *
 * @param mediaType for example {@code video/x-h264}
 * @param fields further fields: Integer, Fraction, String or Boolean; without {@code framed}
 * @param codecData out-of-band headers as the codec defines them; empty if none
 */
public record PacketFormat(String mediaType, Map<String, Object> fields, CodecData codecData) implements Format {
  /** Copies the map. */
  public PacketFormat {
    fields = Map.copyOf(fields);
  }
}
