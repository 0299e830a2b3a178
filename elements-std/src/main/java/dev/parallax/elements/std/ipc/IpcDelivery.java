package dev.parallax.elements.std.ipc;

/** What {@code ipcsink} does when a reader has as many buffers as it may have. */
public enum IpcDelivery {
  /** The newest waits for it in the place of the one before, which is lost and counted. */
  DROP_OLDEST,
  /** The stream waits for it. */
  EVERY
}
