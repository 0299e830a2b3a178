package dev.parallax.model.caps;

import dev.parallax.annotations.MemoryKind;
import dev.parallax.model.caps.CapsValue.Any;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.CapsValue.OneOf;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Caps as text, in the syntax of GStreamer's {@code gst_caps_from_string} (GStreamer 1.22 design
 * notes, "Caps" and "GstStructure"):
 *
 * <pre>
 * caps     = "ANY" | "EMPTY" | "NONE" | media *( ";" media ) [";"]
 * media    = ( type | "ANY" ) [ "(" ( "ANY" | memory *( "," memory ) ) ")" ] *( "," name "=" value )
 * memory   = "memory:SystemMemory" | "memory:DMABuf" | "memory:GPU"
 * value    = [ "(" type ")" ] ( scalar | "{" value *( "," value ) "}" | "[" min "," max [ "," step ] "]" )
 * type     = "int" | "fraction" | "string" | "boolean" | "bitmask"
 * scalar   = 1920 | 0x3f | 30/1 | true | I420 | "a \"quoted\" text"
 * </pre>
 *
 * <p>Differences from GStreamer: several kinds of memory are alternatives in order of preference,
 * none is memory of the processor; {@code ANY} goes with all of them; a list holds scalars only;
 * steps count from the minimum; there are no doubles ({@code 4.1} is a string). The preferred value
 * of a range has no syntax and is lost. Everything else that is printed and parsed gives equal
 * caps.
 */
public final class CapsText {
  /** Longest text that is parsed, in chars. */
  public static final int MAX_LENGTH = 64 * 1024;

  private static final int SPACE = ' ';
  private static final int DELETE = 0x7f;

  private CapsText() {}

  /**
   * Parses caps; an empty text is an error.
   *
   * @throws CapsParseException if the text is not caps or longer than {@link #MAX_LENGTH}
   */
  public static Caps parse(String text) {
    return new CapsParser(text).caps();
  }

  /**
   * Parses one alternative.
   *
   * @throws CapsParseException if the text is not one alternative
   */
  public static MediaCaps parseMedia(String text) {
    return new CapsParser(text).oneMedia();
  }

  /**
   * Parses one field such as {@code rate=[8000,48000]}.
   *
   * @throws CapsParseException if the text is not one field
   */
  public static Map.Entry<String, CapsValue> parseField(String text) {
    return new CapsParser(text).oneField();
  }

  /**
   * Parses one value such as {@code [8000,48000]}.
   *
   * @throws CapsParseException if the text is not one value
   */
  public static CapsValue parseValue(String text) {
    return new CapsParser(text).oneValue();
  }

  /** Prints caps. */
  public static String print(Caps caps) {
    return caps.isEmpty()
        ? "EMPTY"
        : caps.alternatives().stream().map(CapsText::print).collect(Collectors.joining(";"));
  }

  /** Prints one alternative. */
  public static String print(MediaCaps media) {
    StringBuilder out = new StringBuilder(media.type());
    MemoryCaps usual = media.type().equals(MediaCaps.ANY_TYPE) ? MemoryCaps.ALL : MemoryCaps.CPU;
    if (!media.memory().equals(usual)) {
      out.append(
          media.memory().kinds().stream()
              .map(CapsText::feature)
              .collect(Collectors.joining(",", "(", ")")));
    }
    boolean stream = media.type().equals(MediaCaps.STREAM_TYPE);
    media
        .fields()
        .forEach((name, value) -> {
          if (!(stream && name.equals(MediaCaps.FRAMED))) {
            out.append(',').append(name).append('=').append(field(name, value));
          }
        });
    return out.toString();
  }

  /** Prints one value; {@code ANY} for one that allows everything, which only a person can read. */
  public static String print(CapsValue value) {
    return switch (value) {
      case Any a -> "ANY";
      case Fixed f -> scalar(f.value());
      case OneOf o ->
          o.values().stream().map(CapsText::scalar).collect(Collectors.joining(",", "{", "}"));
      case IntRange r ->
          "[" + r.min() + "," + r.max() + (r.step() == 1 ? "" : "," + r.step()) + "]";
      case FractionRange r -> "[" + r.min() + "," + r.max() + "]";
    };
  }

  private static String field(String name, CapsValue value) {
    return name.equals(FieldForms.MASK) && value instanceof Fixed f
        ? "(bitmask)" + f.value() // GStreamer's type of this field
        : print(value);
  }

  static String feature(MemoryKind kind) {
    return switch (kind) {
      case CPU -> "memory:SystemMemory";
      case DMA_BUF -> "memory:DMABuf";
      case GPU -> "memory:GPU";
    };
  }

  private static String scalar(Object value) {
    if (!(value instanceof String text)) {
      return value.toString();
    }
    if (text.isEmpty() || !text.chars().allMatch(c -> ScalarType.isPlain((char) c))) {
      return quote(text);
    }
    return ScalarType.ofWord(text) == ScalarType.STRING ? text : "(string)" + text;
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < SPACE || c == DELETE) {
        out.append('\\').append((char) ('0' + (c >> 6)));
        out.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
