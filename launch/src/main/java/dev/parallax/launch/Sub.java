package dev.parallax.launch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The sub-commands. */
enum Sub {
  /** Runs a pipeline. */
  LAUNCH("Runs a pipeline to its end."),
  /** Describes elements. */
  INSPECT("Shows an element's ports, caps and properties, or all elements by category."),
  /** Names elements. */
  LIST("Prints the names of all elements, one per line."),
  /** Describes a pipeline. */
  EXPLAIN("Shows a pipeline's negotiated caps, threads and reasons; runs nothing."),
  /** Draws a pipeline. */
  GRAPH("Draws a pipeline with its negotiated caps as Graphviz or Mermaid text; runs nothing."),
  /** Serves the shell. */
  COMPLETION("Prints a completion script for bash or zsh.");

  private final String summary;

  Sub(String summary) {
    this.summary = summary;
  }

  String summary() {
    return summary;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Sub of(String word) {
    for (Sub sub : values()) {
      if (sub.word().equals(word)) {
        return sub;
      }
    }
    return null;
  }
}
