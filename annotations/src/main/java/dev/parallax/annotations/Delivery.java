package dev.parallax.annotations;

/** What happens when a port's element is slower than its input. */
public enum Delivery {
  /** The sender waits. */
  EVERY,
  /** Only the newest buffer is kept; the others are dropped and counted. */
  LATEST,
  /** The oldest waiting buffer is dropped and counted. */
  DROP_OLDEST,
  /** The arriving buffer is dropped and counted. */
  DROP_NEWEST
}
