package dev.parallax.runtime.remote;

/** The other process said what it must not say. It is given up. */
final class PeerFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PeerFault(String message) {
    super(message);
  }

  PeerFault(String message, Throwable cause) {
    super(message, cause);
  }
}
