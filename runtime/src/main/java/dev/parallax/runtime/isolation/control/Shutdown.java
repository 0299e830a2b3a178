package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.Wire;

/**
 * The last message to a child: it ends what it is doing and exits.
 *
 * @param reason why
 * @param withinNs time until it is killed, in ns
 */
@Wire
public record Shutdown(Reason reason, long withinNs) implements ControlMessage.FromHost {
  /** Why a child ends. */
  public enum Reason {
    /** The pipeline stops. */
    STOPPED,
    /** The element leaves the pipeline. */
    REMOVED,
    /** The child broke the protocol. */
    VIOLATION
  }
}
