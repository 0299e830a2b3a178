package dev.parallax.elements.std.wav;

import static java.util.Map.entry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names: of LIST-INFO entries (Microsoft "RIFF MCI", chapter 3) and of codecs (RFC 2361). */
final class WavTags {
  private static final int MAX_TAGS = 200;

  private static final Map<String, String> INFO =
      Map.ofEntries(
          entry("INAM", "title"),
          entry("IART", "artist"),
          entry("IPRD", "album"),
          entry("ICMT", "comment"),
          entry("ICRD", "datetime"),
          entry("IGNR", "genre"),
          entry("ICOP", "copyright"),
          entry("ISFT", "encoder"),
          entry("ITRK", "track-number"),
          entry("IPRT", "track-number"),
          entry("IKEY", "keywords"),
          entry("ISBJ", "description"),
          entry("ILNG", "language-code"));

  private static final Map<Integer, String> CODECS =
      Map.of(
          0x0002, "ms-adpcm",
          0x0011, "ima-adpcm",
          0x0031, "gsm-6.10",
          0x0050, "mpeg-audio",
          0x0055, "mp3",
          0x00ff, "aac",
          0x0092, "ac-3-spdif",
          0x2000, "ac-3",
          0xf1ac, "flac");

  private WavTags() {}

  static String codecName(int tag) {
    return CODECS.getOrDefault(tag, "unknown");
  }

  /**
   * Tags of a LIST chunk of the type INFO; entries with a wrong length end the list.
   *
   * @param list the chunk's body, starting with its type
   */
  static Map<String, String> parse(ByteBuffer list) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (list.remaining() < 4 || !fourCc(list, 0).equals("INFO")) {
      return tags;
    }
    int at = 4;
    while (list.limit() - at >= 8 && tags.size() < MAX_TAGS) {
      long size = list.getInt(at + 4) & 0xffffffffL;
      if (size > list.limit() - at - 8) {
        break;
      }
      String id = fourCc(list, at);
      String text = text(list, at + 8, (int) size);
      if (!text.isEmpty()) {
        tags.putIfAbsent(INFO.getOrDefault(id, id), text);
      }
      at += 8 + (int) size + ((int) size & 1);
    }
    return tags;
  }

  static String fourCc(ByteBuffer b, int at) {
    byte[] id = new byte[4];
    b.get(at, id);
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  /** UTF-8 when it is valid, else Latin-1; up to the first zero. */
  private static String text(ByteBuffer b, int at, int size) {
    byte[] bytes = new byte[size];
    b.get(at, bytes);
    int length = 0;
    while (length < size && bytes[length] != 0) {
      length++;
    }
    ByteBuffer raw = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.BIG_ENDIAN);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(raw).toString().strip();
    } catch (CharacterCodingException e) {
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).strip();
    }
  }
}
