package dev.parallax.model.descriptor;

import java.util.List;

/**
 * An element at work.
 *
 * @param pipelines pipeline strings, run one after the other; an earlier one may make a later one's
 *     files
 * @param java statements of Java that use the typed builders; empty: none
 */
public record Example(List<String> pipelines, String java) {
  /** No example. */
  public static final Example NONE = new Example(List.of(), "");

  /** Copies the list. */
  public Example {
    pipelines = List.copyOf(pipelines);
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return pipelines.isEmpty() && java.isEmpty();
  }
}
