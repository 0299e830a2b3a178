package dev.parallax.annotations;

/** What an element spends its time with. */
public enum Processing {
  /** Not known. */
  UNKNOWN,
  /** Computing. */
  CPU_BOUND,
  /** Waiting for files, sockets or devices. */
  IO_BOUND,
  /** Moving memory. */
  MEMORY_BOUND
}
