package dev.parallax.memory;

/** An arena can't be made, or a file that claims to be one is refused; the message says why. */
public final class ArenaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was refused. */
  public ArenaException(String message) {
    super(message);
  }

  /** Says what was refused. */
  public ArenaException(String message, Throwable cause) {
    super(message, cause);
  }
}
