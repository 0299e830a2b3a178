package dev.parallax.runtime.pipeline;

/** States of a pipeline: Suspended, Idle, Running and back; Error from everywhere. */
public enum State {
  /** Nothing is allocated. */
  SUSPENDED,
  /** Negotiated, allocated, elements started; nothing flows. */
  IDLE,
  /** Buffers flow. */
  RUNNING,
  /** An element failed; only {@code suspend} is allowed. */
  ERROR
}
