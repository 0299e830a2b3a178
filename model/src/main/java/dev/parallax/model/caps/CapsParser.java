package dev.parallax.model.caps;

import dev.parallax.annotations.MemoryKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parser of {@link CapsText}'s grammar; without recursion, every list has a limit. */
final class CapsParser {
  private final String text;
  private int at;

  CapsParser(String text) {
    this.text = text.length() <= CapsText.MAX_LENGTH ? text : "";
    if (text.length() > CapsText.MAX_LENGTH) {
      throw fail(
          0, "caps text is too long length=" + text.length() + " max=" + CapsText.MAX_LENGTH);
    }
  }

  Caps caps() {
    String whole = text.strip();
    if (whole.equals("EMPTY") || whole.equals("NONE")) {
      return Caps.NONE;
    }
    List<MediaCaps> alternatives = new ArrayList<>();
    do {
      if (alternatives.size() == Caps.MAX_ALTERNATIVES) {
        throw fail(at, "too many alternatives max=" + Caps.MAX_ALTERNATIVES);
      }
      alternatives.add(media());
    } while (take(';') && !atEnd());
    end();
    return new Caps(alternatives);
  }

  MediaCaps oneMedia() {
    MediaCaps media = media();
    end();
    return media;
  }

  Map.Entry<String, CapsValue> oneField() {
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    field(fields);
    end();
    return fields.entrySet().iterator().next();
  }

  CapsValue oneValue() {
    CapsValue value = value(null);
    end();
    return value;
  }

  private MediaCaps media() {
    skipSpace();
    int start = at;
    String type = plain("media type");
    checked(start, () -> FieldForms.checkType(type));
    MemoryCaps memory = type.equals(MediaCaps.ANY_TYPE) ? MemoryCaps.ALL : MemoryCaps.CPU;
    if (take('(')) {
      memory = memory();
    }
    Map<String, CapsValue> fields = new LinkedHashMap<>();
    while (take(',')) {
      if (fields.size() == MediaCaps.MAX_FIELDS) {
        throw fail(at, "too many fields max=" + MediaCaps.MAX_FIELDS);
      }
      field(fields);
    }
    try {
      return new MediaCaps(type, fields, memory);
    } catch (IllegalArgumentException e) {
      throw fail(start, message(e));
    }
  }

  private MemoryCaps memory() {
    List<MemoryKind> kinds = new ArrayList<>();
    do {
      skipSpace();
      int start = at;
      String name = plain("kind of memory");
      if (name.equals("ANY") && kinds.isEmpty()) {
        expect(')');
        return MemoryCaps.ALL;
      }
      MemoryKind kind = kind(name, start);
      if (kinds.contains(kind)) {
        throw fail(start, "kind of memory is named twice name=" + name);
      }
      kinds.add(kind);
    } while (take(','));
    expect(')');
    return new MemoryCaps(kinds);
  }

  private MemoryKind kind(String name, int start) {
    for (MemoryKind kind : MemoryKind.values()) {
      if (CapsText.feature(kind).equals(name)) {
        return kind;
      }
    }
    throw fail(
        start,
        "unknown kind of memory, known are memory:SystemMemory, memory:DMABuf, memory:GPU and ANY");
  }

  private void field(Map<String, CapsValue> fields) {
    skipSpace();
    int start = at;
    String name = plain("name of a field");
    checked(start, () -> FieldForms.checkField(name));
    if (fields.containsKey(name)) {
      throw fail(start, "field is given twice name=" + name);
    }
    expect('=');
    skipSpace();
    int valueStart = at;
    CapsValue value = value(name.equals(FieldForms.MASK) ? ScalarType.BITMASK : null);
    try {
      fields.put(name, FieldForms.normalise(name, value));
    } catch (IllegalArgumentException e) {
      throw fail(valueStart, message(e));
    }
  }

  private CapsValue value(@Nullable ScalarType usual) {
    ScalarType own = type();
    ScalarType type = own != null ? own : usual;
    if (take('{')) {
      return list(type);
    }
    if (take('[')) {
      return range(type);
    }
    return new CapsValue.Fixed(scalar(type));
  }

  private CapsValue list(@Nullable ScalarType type) {
    skipSpace();
    int start = at;
    List<Object> values = new ArrayList<>();
    do {
      skipSpace();
      if (values.size() == CapsValue.MAX_VALUES) {
        throw fail(at, "too many values in a list max=" + CapsValue.MAX_VALUES);
      }
      ScalarType own = type();
      skipSpace();
      if (at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[')) {
        throw fail(at, "a list holds single values, no lists or ranges");
      }
      values.add(scalar(own != null ? own : type));
    } while (take(','));
    expect('}');
    promote(values);
    try {
      CapsValue value = CapsValue.of(values);
      if (value != null) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      throw fail(start, message(e));
    }
    throw fail(start, "a list without values");
  }

  private CapsValue range(@Nullable ScalarType type) {
    int start = at - 1;
    if (type == ScalarType.BITMASK) {
      throw fail(start, "a bitmask has no range");
    }
    List<Object> bounds = new ArrayList<>();
    do {
      if (bounds.size() == 3) {
        throw fail(at, "a range has a minimum, a maximum and perhaps a step");
      }
      bounds.add(bound(type));
    } while (take(','));
    expect(']');
    if (bounds.size() < 2) {
      throw fail(start, "a range has a minimum and a maximum");
    }
    promote(bounds);
    try {
      if (bounds.get(0) instanceof Integer min && bounds.get(1) instanceof Integer max) {
        Object step = bounds.size() == 3 ? bounds.get(2) : (Integer) 1;
        if (step instanceof Integer s) {
          return CapsValue.range(min, max, s, null);
        }
      } else if (bounds.size() == 2
          && bounds.get(0) instanceof Fraction min
          && bounds.get(1) instanceof Fraction max) {
        return CapsValue.range(min, max, null);
      }
    } catch (IllegalArgumentException e) {
      throw fail(start, message(e));
    }
    throw fail(start, "a range has two whole numbers or two fractions, only whole numbers a step");
  }

  private Object bound(@Nullable ScalarType type) {
    skipSpace();
    if (text.startsWith("min", at) || text.startsWith("max", at)) {
      String word = plain("bound");
      switch (word) {
        case "min":
          return type == ScalarType.FRACTION ? Fraction.ZERO : (Object) Integer.MIN_VALUE;
        case "max":
          return type == ScalarType.FRACTION
              ? new Fraction(Integer.MAX_VALUE, 1)
              : (Object) Integer.MAX_VALUE;
        default:
          throw fail(at - word.length(), "not a bound of a range");
      }
    }
    return scalar(type);
  }

  /** In a list or range with a fraction, whole numbers are fractions too: {@code [1, 60/1]}. */
  private static void promote(List<Object> values) {
    if (values.stream().anyMatch(Fraction.class::isInstance)) {
      values.replaceAll(v -> v instanceof Integer i && i >= 0 ? new Fraction(i, 1) : v);
    }
  }

  private @Nullable ScalarType type() {
    if (!take('(')) {
      return null;
    }
    skipSpace();
    int start = at;
    String name = plain("type");
    expect(')');
    ScalarType type = ScalarType.of(name);
    if (type == null) {
      throw fail(start, "unknown type, known are int, fraction, string, boolean and bitmask");
    }
    return type;
  }

  private Object scalar(@Nullable ScalarType type) {
    skipSpace();
    int start = at;
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    String word = quoted ? quoted() : plain("value");
    try {
      if (type != null) {
        return type.parse(word);
      }
      return quoted ? word : ScalarType.parseUntyped(word);
    } catch (IllegalArgumentException e) {
      throw fail(start, message(e));
    }
  }

  /** A run of plain characters. */
  private String plain(String what) {
    skipSpace();
    int start = at;
    while (at < text.length() && ScalarType.isPlain(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw fail(start, "expected a " + what);
    }
    return text.substring(start, at);
  }

  private String quoted() {
    int start = at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c != '\\') {
        out.append(c);
      } else if (isOctet()) {
        octets(out);
      } else if (at < text.length()) {
        out.append(text.charAt(at++));
      }
    }
    throw fail(start, "quoted text does not end");
  }

  /** Three octal digits follow. */
  private boolean isOctet() {
    return at + 3 <= text.length()
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '3'
        && Character.digit(text.charAt(at + 1), 8) >= 0
        && Character.digit(text.charAt(at + 2), 8) >= 0;
  }

  /** Reads {@code 303\251...}: bytes of UTF-8, as GStreamer writes what is not ASCII. */
  private void octets(StringBuilder out) {
    int start = at - 1;
    List<Byte> bytes = new ArrayList<>();
    do {
      bytes.add((byte) Integer.parseInt(text.substring(at, at + 3), 8));
      at += 3;
    } while (at < text.length() && text.charAt(at) == '\\' && isOctetAfterBackslash());
    ByteBuffer buffer = ByteBuffer.allocate(bytes.size());
    bytes.forEach(buffer::put);
    try {
      out.append(StandardCharsets.UTF_8.newDecoder().decode(buffer.flip()));
    } catch (CharacterCodingException e) {
      throw fail(start, "octal escapes are not UTF-8");
    }
  }

  private boolean isOctetAfterBackslash() {
    at++;
    if (isOctet()) {
      return true;
    }
    at--;
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean atEnd() {
    skipSpace();
    return at == text.length();
  }

  private boolean take(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw fail(at, "expected '" + c + "'");
    }
  }

  private void end() {
    if (!atEnd()) {
      throw fail(at, "unexpected text after the caps");
    }
  }

  private void checked(int start, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw fail(start, message(e));
    }
  }

  private CapsParseException fail(int offset, String reason) {
    return new CapsParseException(text, offset, reason);
  }

  private static String message(IllegalArgumentException e) {
    String message = e.getMessage();
    return message == null ? "not caps" : message;
  }
}
