package dev.parallax.runtime.element;

/** The stream is damaged or not supported. The message names the place: unit, offset and cause. */
public class StreamException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes an exception. */
  public StreamException(String message) {
    super(message);
  }

  /** Makes an exception with a cause. */
  public StreamException(String message, Throwable cause) {
    super(message, cause);
  }
}
