package dev.parallax.elements.std;

/**
 * Input data breaks the rules of its format. The message is a fact with {@code name=value} data, among them the
 * place in the input.
 *
 * <p>Stable: elements throw it from their processing methods; the pipeline fails with it as the cause.
 */
public final class MalformedStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * Describes damage.
   *
   * @param message whole message
   * @param offset byte of the input where the damaged unit starts
   */
  public MalformedStreamException(String message, long offset) {
    super(message);
    this.offset = offset;
  }

  /** Byte of the input where the damaged unit starts. */
  public long offset() {
    return offset;
  }
}
