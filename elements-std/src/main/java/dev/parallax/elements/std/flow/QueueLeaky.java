package dev.parallax.elements.std.flow;

/** What a full {@code queue} does. */
public enum QueueLeaky {
  /** The sender waits. */
  NO,
  /** The arriving buffer is dropped. */
  UPSTREAM,
  /** The oldest buffer is dropped. */
  DOWNSTREAM
}
