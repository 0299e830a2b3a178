package dev.parallax.elements.std.net;

import dev.parallax.runtime.element.StreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Start line and fields of an HTTP/1.1 message (RFC 9112, sections 2 to 5). Whoever reads it has
 * limited its size.
 *
 * @param start first line
 * @param fields in their order, names in lower case
 */
record HttpHead(String start, List<Field> fields) {
  private static final int MOST_FIELDS = 256;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /**
   * One field.
   *
   * @param name in lower case
   * @param value without white space around it
   */
  record Field(String name, String value) {}

  /** Parses a head without the empty line at its end. */
  static HttpHead parse(String text) throws StreamException {
    String[] lines = text.split("\r?\n", -1);
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].isEmpty() && i == lines.length - 1) {
        break;
      }
      if (fields.size() == MOST_FIELDS) {
        throw new StreamException("http head has too many fields max=" + MOST_FIELDS);
      }
      fields.add(field(lines[i], i));
    }
    check(lines[0], 0);
    return new HttpHead(lines[0], fields);
  }

  private static Field field(String line, int number) throws StreamException {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new StreamException("http field has no name line=" + number);
    }
    for (int i = 0; i < colon; i++) {
      char c = line.charAt(i);
      boolean plain = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!plain && TOKEN_MARKS.indexOf(c) < 0) {
        throw new StreamException("http field name is malformed line=" + number + " offset=" + i);
      }
    }
    check(line, number);
    return new Field(
        line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
  }

  private static void check(String line, int number) throws StreamException {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f) {
        throw new StreamException(
            "http head has a control character line=" + number + " offset=" + i);
      }
    }
  }

  /** Status code of a response. */
  int status() throws StreamException {
    if (start.length() >= 12
        && start.startsWith("HTTP/1.")
        && start.charAt(8) == ' '
        && (start.length() == 12 || start.charAt(12) == ' ')) {
      int status = 0;
      for (int i = 9; i < 12; i++) {
        int digit = start.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          throw notHttp();
        }
        status = status * 10 + digit;
      }
      return status;
    }
    throw notHttp();
  }

  private StreamException notHttp() {
    return new StreamException(
        "peer does not speak http/1.1 start=\""
            + start.substring(0, Math.min(60, start.length()))
            + "\"");
  }

  /** First value of a field, or null. */
  @Nullable String first(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field.value();
      }
    }
    return null;
  }

  /** Whether a field that is a list has this word. */
  boolean has(String name, String word) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        for (String part : field.value().split(",", -1)) {
          if (part.strip().equalsIgnoreCase(word)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** A number of bytes in a field that may be there once; -1 when it is not. */
  long bytes(String name) throws StreamException {
    String found = null;
    for (Field field : fields) {
      if (field.name().equals(name)) {
        if (found != null && !found.equals(field.value())) {
          throw new StreamException("http field is there twice name=" + name);
        }
        found = field.value();
      }
    }
    return found == null ? -1 : number(name, found);
  }

  private static long number(String name, String text) throws StreamException {
    if (!text.matches("[0-9]{1,18}")) {
      throw new StreamException("http field is no number of bytes name=" + name);
    }
    return Long.parseLong(text);
  }
}
