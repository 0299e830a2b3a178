package dev.parallax.model.diag;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One message to a person, as data. {@link #text} is the whole message without its id.
 *
 * @param id stable id
 * @param text fact, near misses and one fix; several lines allowed, the first is the fact
 * @param data the parts as {@code name=value} in the order given, for machines: as they came
 */
public record Diagnostic(DiagnosticId id, String text, Map<String, String> data) {
  /** Copies the map, and makes the text {@linkplain ForeignText#harmless harmless}. */
  public Diagnostic {
    text = ForeignText.harmless(text);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /**
   * Makes a diagnostic.
   *
   * @param data names and values in turn
   * @throws IllegalArgumentException if a name has no value
   */
  public static Diagnostic of(DiagnosticId id, String text, String... data) {
    if (data.length % 2 != 0) {
      throw new IllegalArgumentException("a name has no value count=" + data.length);
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < data.length; i += 2) {
      map.put(data[i], data[i + 1]);
    }
    return new Diagnostic(id, text, map);
  }

  /** An exception with this diagnostic. */
  public ParallaxException toException() {
    return new ParallaxException(this);
  }

  /** {@code [PLX-CAPS-003] text}. */
  @Override
  public String toString() {
    return "[" + id.code() + "] " + text;
  }
}
