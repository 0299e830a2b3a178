package dev.parallax.runtime.isolation.control;

/** A message of the control protocol; a {@code Wire} record. */
public sealed interface ControlMessage {
  /** What a host sends to its child. */
  sealed interface FromHost extends ControlMessage
      permits Init, LinkParameters, PortFormat, PropertyChange, Shutdown, StateChange {}

  /** What a child sends to its host. */
  sealed interface FromChild extends ControlMessage
      permits ErrorReport, ProbeResult, Ready, StateChange {}
}
