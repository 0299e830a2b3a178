package dev.parallax.elements.std.timing;

/** What {@code timeout} does when nothing has come. */
public enum TimeoutAction {
  /** The pipeline fails. */
  ERROR,
  /** The stream ends. */
  EOS,
  /** Downstream is told that there is a gap, again after each further timeout. */
  GAP,
  /** The last buffer is sent again with later times, again after each further timeout. */
  REPEAT,
  /** The fallback is sent, again after each further timeout. */
  FALLBACK
}
