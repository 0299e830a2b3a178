package dev.parallax.model.format;

import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.caps.MemoryCaps;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Encoded packets.
 *
 * @param mediaType for example {@code video/x-h264}; neither raw nor {@code ANY}
 * @param fields further fields: Integer, Fraction, String or Boolean; without {@code framed}
 * @param codecData out-of-band headers as the codec defines them; empty if none
 */
public record PacketFormat(String mediaType, Map<String, Object> fields, CodecData codecData)
    implements Format {
  /** Checks, copies, and gives well-known fields their one form, see {@link MediaCaps}. */
  public PacketFormat {
    FormatReader.checkEncoded(mediaType);
    if (mediaType.equals(MediaCaps.STREAM_TYPE) || fields.containsKey(MediaCaps.FRAMED)) {
      throw new IllegalArgumentException(
          "packets need a media type of their own and no field framed type=" + mediaType);
    }
    Map<String, Object> formed = new HashMap<>();
    caps(mediaType, fields)
        .fields()
        .forEach((name, value) -> formed.put(name, ((Fixed) value).value()));
    formed.remove(MediaCaps.FRAMED);
    fields = Map.copyOf(formed);
  }

  /** {@inheritDoc} Fields in the order of their names; without the codec's headers. */
  @Override
  public MediaCaps toCaps() {
    return caps(mediaType, fields);
  }

  private static MediaCaps caps(String type, Map<String, Object> fields) {
    Map<String, CapsValue> values = new LinkedHashMap<>();
    new TreeMap<>(fields).forEach((name, value) -> values.put(name, new Fixed(value)));
    values.put(MediaCaps.FRAMED, new Fixed(true));
    return new MediaCaps(type, values, MemoryCaps.CPU);
  }
}
