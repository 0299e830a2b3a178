package dev.parallax.runtime.element;

/** What a processing method says of the next call. A {@code void} method means {@link #OK}. */
public enum Flow {
  /** Go on. */
  OK,
  /** A source has ended; any other element wants no more input. */
  EOS,
  /**
   * Nothing was done: call again with the same input when the condition given to {@link
   * Context#againAt}, {@link Context#againWhenReadable} or {@link Context#againOnWake} holds. Only
   * those methods return it.
   */
  AGAIN
}
