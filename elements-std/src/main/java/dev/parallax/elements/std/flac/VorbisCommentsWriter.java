package dev.parallax.elements.std.flac;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the body of a VORBIS_COMMENT block; the inverse of {@link VorbisComments}. */
final class VorbisCommentsWriter {
  private static final String VENDOR = "Parallax";
  private static final String MASK = "WAVEFORMATEXTENSIBLE_CHANNEL_MASK";

  private VorbisCommentsWriter() {}

  /**
   * The block's body. Tags with names that the format does not have, and what would make the block
   * larger than readers take, are left out; so is the encoder of the source.
   *
   * @param tags by GStreamer's names
   * @param mask positions of speakers, 0: the usual ones
   */
  static byte[] write(Map<String, String> tags, long mask) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int count = 0;
    for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
      String field = VorbisComments.field(tag.getKey());
      byte[] comment = (field + "=" + tag.getValue()).getBytes(StandardCharsets.UTF_8);
      boolean wanted = isName(field) && !field.equals("ENCODER") && !field.equals(MASK);
      if (wanted && body.size() + comment.length < VorbisComments.MAX_BYTES - 1024) {
        text(body, comment);
        count++;
      }
    }
    if (mask != 0) {
      String value = MASK + "=0x" + Long.toHexString(mask).toUpperCase(Locale.ROOT);
      text(body, value.getBytes(StandardCharsets.US_ASCII));
      count++;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    text(all, VENDOR.getBytes(StandardCharsets.US_ASCII));
    number(all, count);
    all.writeBytes(body.toByteArray());
    return all.toByteArray();
  }

  /** Printable ASCII without the equals sign. */
  private static boolean isName(String field) {
    return !field.isEmpty() && field.chars().allMatch(c -> c >= ' ' && c <= '}' && c != '=');
  }

  private static void text(ByteArrayOutputStream out, byte[] text) {
    number(out, text.length);
    out.writeBytes(text);
  }

  private static void number(ByteArrayOutputStream out, int value) {
    for (int i = 0; i < 4; i++) {
      out.write(value >>> 8 * i);
    }
  }
}
