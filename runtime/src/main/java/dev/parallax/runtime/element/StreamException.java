package dev.parallax.runtime.element;

import dev.parallax.model.diag.ForeignText;

/**
 * The stream is damaged or not supported. The message names the place: unit, offset and cause. It
 * may quote the stream: it is made {@linkplain ForeignText#harmless harmless}.
 */
public class StreamException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes an exception. */
  public StreamException(String message) {
    super(ForeignText.harmless(message));
  }

  /** Makes an exception with a cause. */
  public StreamException(String message, Throwable cause) {
    super(ForeignText.harmless(message), cause);
  }
}
