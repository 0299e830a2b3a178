package dev.parallax.model.diag;

import java.util.Map;

/**
 * One message to a person, as data. {@link #text} is the whole message without its id.
 *
 * @param id stable id
 * @param text fact, near misses and one fix; several lines allowed, the first is the fact
 * @param data the parts as {@code name=value}, for machines
 */
public record Diagnostic(DiagnosticId id, String text, Map<String, String> data) {
  /** Copies the map. */
  public Diagnostic {
    data = Map.copyOf(data);
  }

  /** {@code [PLX-CAPS-003] text}. */
  @Override
  public String toString() {
    return "[" + id.code() + "] " + text;
  }
}
