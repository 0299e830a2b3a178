package dev.parallax.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strict reader of JSON (RFC 8259) for tests: what it takes, every program takes. */
final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /** The object on a line. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(String line) {
    JsonReader reader = new JsonReader(line);
    Object value = reader.value();
    if (reader.at != line.length()) {
      throw reader.wrong("text after the value");
    }
    return (Map<String, Object>) value;
  }

  private Object value() {
    char c = peek();
    return switch (c) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", "null");
      default -> number();
    };
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    if (peek() == '}') {
      at++;
      return map;
    }
    while (true) {
      String key = string();
      take(':');
      if (map.put(key, value()) != null) {
        throw wrong("name twice: " + key);
      }
      if (peek() == '}') {
        at++;
        return map;
      }
      take(',');
    }
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    at++;
    if (peek() == ']') {
      at++;
      return list;
    }
    while (true) {
      list.add(value());
      if (peek() == ']') {
        at++;
        return list;
      }
      take(',');
    }
  }

  private String string() {
    take('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < 0x20) {
        throw wrong("control character in a string");
      }
      if (c == '\\') {
        char e = text.charAt(at++);
        switch (e) {
          case 'n' -> out.append('\n');
          case 'r' -> out.append('\r');
          case 't' -> out.append('\t');
          case '"', '\\', '/' -> out.append(e);
          case 'u' -> {
            out.append((char) Integer.parseInt(text, at, at + 4, 16));
            at += 4;
          }
          default -> throw wrong("unknown escape");
        }
      } else {
        out.append(c);
      }
    }
    at++;
    return out.toString();
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Double.valueOf(text.substring(start, at));
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("unknown word");
    }
    at += word.length();
    return value;
  }

  private char peek() {
    if (at == text.length()) {
      throw wrong("early end");
    }
    return text.charAt(at);
  }

  private void take(char c) {
    if (peek() != c) {
      throw wrong("expected " + c);
    }
    at++;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " at " + at + " of " + text);
  }
}
