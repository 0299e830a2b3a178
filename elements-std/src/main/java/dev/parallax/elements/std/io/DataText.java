package dev.parallax.elements.std.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Bytes that were written as text.
 *
 * @param mediaType what a data URI says of them; empty: nothing
 * @param bytes the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record DataText(String mediaType, byte[] bytes) {
  private static final String SCHEME = "data:";
  private static final String BASE64 = ";base64";
  private static final int SHOWN = 40;

  /**
   * Reads text.
   *
   * @throws IllegalArgumentException when it is not of that encoding
   */
  static DataText read(String text, DataEncoding encoding) {
    return switch (encoding) {
      case TEXT -> new DataText("", text.getBytes(StandardCharsets.UTF_8));
      case HEX -> new DataText("", hex(text));
      case BASE64 -> new DataText("", base64(text));
      case URI -> uri(text);
    };
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text.replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "data is not hex, two digits a byte data=\"" + shown(text) + "\"", e);
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text.replaceAll("\\s+", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("data is not base 64 data=\"" + shown(text) + "\"", e);
    }
  }

  private static DataText uri(String text) {
    int comma = text.indexOf(',');
    if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || comma < 0) {
      throw new IllegalArgumentException(
          "data is no URI of the form data:[media type][;base64],bytes data=\""
              + shown(text)
              + "\"");
    }
    String head = text.substring(SCHEME.length(), comma).strip();
    boolean encoded = head.toLowerCase(Locale.ROOT).endsWith(BASE64);
    int parameters = head.indexOf(';');
    String media = (parameters < 0 ? head : head.substring(0, parameters)).strip();
    byte[] plain = percent(text, comma + 1);
    return new DataText(
        media.toLowerCase(Locale.ROOT),
        encoded ? base64(new String(plain, StandardCharsets.ISO_8859_1)) : plain);
  }

  /** Percent-encoding (RFC 3986, section 2.1); other characters stand for their UTF-8. */
  private static byte[] percent(String text, int from) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() - from);
    int at = from;
    while (at < text.length()) {
      if (text.charAt(at) == '%') {
        if (at + 3 > text.length()
            || !HexFormat.isHexDigit(text.charAt(at + 1))
            || !HexFormat.isHexDigit(text.charAt(at + 2))) {
          throw new IllegalArgumentException(
              "data URI has a % without two hex digits offset=" + at);
        }
        bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
        at += 3;
      } else {
        int next = text.offsetByCodePoints(at, 1);
        bytes.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
        at = next;
      }
    }
    return bytes.toByteArray();
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
