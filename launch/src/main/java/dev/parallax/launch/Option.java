package dev.parallax.launch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of a command.
 *
 * @param shortName one letter after one hyphen, or null
 * @param name long name with its two hyphens
 * @param label name of its value in help texts, or null for a flag
 * @param choices values that it may have; empty for any, and for flags
 * @param description one sentence
 * @param repeats whether all values that are given count
 */
record Option(
    @Nullable String shortName,
    String name,
    @Nullable String label,
    List<String> choices,
    String description,
    boolean repeats) {
  /** That may be given once; of several the last counts. */
  Option(
      @Nullable String shortName,
      String name,
      @Nullable String label,
      List<String> choices,
      String description) {
    this(shortName, name, label, choices, description, false);
  }

  static Option flag(@Nullable String shortName, String name, String description) {
    return new Option(shortName, name, null, List.of(), description);
  }

  boolean takesValue() {
    return label != null;
  }

  boolean is(String word) {
    return word.equals(name) || word.equals(shortName);
  }

  /** {@code -c, --convert}. */
  String title() {
    return (shortName == null ? "    " : shortName + ", ")
        + name
        + (label == null ? "" : "=" + label);
  }
}
