package dev.parallax.elements.std.flac;

/**
 * The bytes end before the frame does. One instance without a stack trace: it is thrown for most
 * input buffers.
 */
final class NeedMoreException extends Exception {
  static final NeedMoreException NEED_MORE = new NeedMoreException();

  private static final long serialVersionUID = 1L;

  private NeedMoreException() {
    super("frame goes on", null, false, false);
  }
}
