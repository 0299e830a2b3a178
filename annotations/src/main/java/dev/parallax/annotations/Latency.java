package dev.parallax.annotations;

/** How soon an element must run. */
public enum Latency {
  /** Within microseconds; a core of its own. */
  ULTRA_LOW,
  /** Within a millisecond. */
  LOW,
  /** Within a few milliseconds. */
  NORMAL,
  /** Any time. */
  RELAXED
}
