package dev.parallax.elements.std.net.socket;

/** What happens to a client that does not keep up when its queue is full. */
public enum SlowClients {
  /** The stream waits for it. */
  WAIT,
  /** It is disconnected. */
  DISCONNECT,
  /** It misses what is queued, and goes on with the newest buffer. */
  DROP
}
