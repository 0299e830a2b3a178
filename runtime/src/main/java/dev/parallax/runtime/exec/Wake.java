package dev.parallax.runtime.exec;

/** How a wait of a domain ended. */
enum Wake {
  /** The condition holds, or may hold: check again. */
  READY,
  /** A flush began: give up the current input. */
  FLUSHING,
  /** The pipeline stops. */
  STOPPED
}
