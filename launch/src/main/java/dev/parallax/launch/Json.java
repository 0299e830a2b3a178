package dev.parallax.launch;

import dev.parallax.model.diag.ForeignText;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON (RFC 8259) on one line. Values: Boolean, Number, String, List, Map with String keys.
 * What is not {@linkplain ForeignText#isHarmless harmless} in a text is escaped.
 */
final class Json {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final int MAX_DEPTH = 32;

  private Json() {}

  /** The text of a value. */
  static String of(Object value) {
    StringBuilder out = new StringBuilder(256);
    write(out, value, 0);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("value is nested too deep for json max=" + MAX_DEPTH);
    }
    switch (value) {
      case Boolean b -> out.append(b.booleanValue());
      case Double d when !Double.isFinite(d) -> out.append("null");
      case Float f when !Float.isFinite(f) -> out.append("null");
      case Number n -> out.append(n);
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          out.append(separator);
          write(out, item, depth + 1);
          separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          string(out, entry.getKey().toString());
          out.append(':');
          write(out, entry.getValue(), depth + 1);
          separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      default -> string(out, value.toString());
    }
  }

  private static void string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (!ForeignText.isHarmless(codePoint(text, i))) {
            escape(out, c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /**
   * The code point that the char at {@code i} is a part of. A lone surrogate is one by itself, and
   * has no form in UTF-8; JSON has one for each half of a pair.
   */
  private static int codePoint(String text, int i) {
    boolean second =
        Character.isLowSurrogate(text.charAt(i))
            && i > 0
            && Character.isHighSurrogate(text.charAt(i - 1));
    return text.codePointAt(second ? i - 1 : i);
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u")
        .append(HEX[c >> 12])
        .append(HEX[c >> 8 & 15])
        .append(HEX[c >> 4 & 15])
        .append(HEX[c & 15]);
  }
}
