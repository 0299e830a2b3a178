package dev.parallax.runtime.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * One end of a link as applications name it.
 *
 * @param element name of the element in the pipeline
 * @param port name of its port, or null: any that fits
 */
record LinkEnd(String element, @Nullable String port) {
  /** From {@code "a"} or {@code "a.port"}. */
  static LinkEnd of(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new LinkEnd(text, null)
        : new LinkEnd(text.substring(0, dot), text.substring(dot + 1));
  }
}
