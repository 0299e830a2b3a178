package dev.parallax.elements.std.flac;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tags of a VORBIS_COMMENT block (RFC 9639 section 8.6; the field names are those of the Vorbis I
 * specification, section 5). A block with wrong lengths gives the tags before the damage.
 */
final class VorbisComments {
  /** Largest block that is read. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_TAGS = 1_000;
  private static final int MAX_TEXT = 64 << 10;
  private static final String MASK = "waveformatextensible_channel_mask";

  /** Vorbis field name to GStreamer tag name; other fields keep their name in lower case. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("tracknumber", "track-number"),
          entry("tracktotal", "track-count"),
          entry("totaltracks", "track-count"),
          entry("discnumber", "album-disc-number"),
          entry("albumartist", "album-artist"),
          entry("date", "datetime"),
          entry("replaygain_track_gain", "replaygain-track-gain"),
          entry("replaygain_track_peak", "replaygain-track-peak"),
          entry("replaygain_album_gain", "replaygain-album-gain"),
          entry("replaygain_album_peak", "replaygain-album-peak"));

  /** The inverse of {@link #NAMES}, in upper case as is usual. */
  private static final Map<String, String> FIELDS = new HashMap<>();

  static {
    NAMES.forEach((field, name) -> {
      if (!field.equals("totaltracks")) { // a second spelling of tracktotal
        FIELDS.put(name, field.toUpperCase(Locale.ROOT));
      }
    });
  }

  private final byte[] bytes;
  private final int to;
  private int at;
  private final Map<String, String> tags = new LinkedHashMap<>();

  private VorbisComments(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** Tags by GStreamer's names; several values of one name are joined by {@code "; "}. */
  static Map<String, String> parse(byte[] bytes, int from, int length) {
    VorbisComments comments = new VorbisComments(bytes, from, from + length);
    comments.run();
    return comments.tags;
  }

  /** Vorbis field name of a tag. */
  static String field(String tag) {
    return FIELDS.getOrDefault(tag, tag.toUpperCase(Locale.ROOT));
  }

  /** Speaker positions from the tag WAVEFORMATEXTENSIBLE_CHANNEL_MASK (section 8.6.2), or 0. */
  static long channelMask(Map<String, String> tags) {
    String text = tags.get(MASK);
    if (text == null || !text.regionMatches(true, 0, "0x", 0, 2) || text.length() > 10) {
      return 0;
    }
    try {
      return Long.parseLong(text, 2, text.length(), 16);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void run() {
    String vendor = text();
    if (vendor == null) {
      return;
    }
    if (!vendor.isEmpty()) {
      tags.put("encoder", vendor);
    }
    long count = Math.min(number(), MAX_TAGS);
    for (long i = 0; i < count; i++) {
      String comment = text();
      if (comment == null) {
        return;
      }
      int equals = comment.indexOf('=');
      if (equals > 0 && equals < comment.length() - 1) {
        String field = comment.substring(0, equals).toLowerCase(Locale.ROOT);
        add(NAMES.getOrDefault(field, field), comment.substring(equals + 1));
      }
    }
  }

  private void add(String name, String value) {
    String old = tags.get(name);
    if (old == null) {
      tags.put(name, value);
    } else if (old.length() + value.length() < MAX_TEXT) {
      tags.put(name, old + "; " + value);
    }
  }

  /** Unsigned 32 bits, or -1 at the end. */
  private long number() {
    if (to - at < 4) {
      return -1;
    }
    long value =
        (bytes[at] & 0xffL)
            | (bytes[at + 1] & 0xffL) << 8
            | (bytes[at + 2] & 0xffL) << 16
            | (bytes[at + 3] & 0xffL) << 24;
    at += 4;
    return value;
  }

  private @org.jspecify.annotations.Nullable String text() {
    long length = number();
    if (length < 0 || length > to - at) {
      return null;
    }
    int kept = (int) Math.min(length, MAX_TEXT);
    String text = new String(bytes, at, kept, StandardCharsets.UTF_8);
    at += (int) length;
    return text;
  }
}
