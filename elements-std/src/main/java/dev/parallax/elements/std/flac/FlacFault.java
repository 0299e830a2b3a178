package dev.parallax.elements.std.flac;

/**
 * Why a frame can't be decoded. It has no stack trace: in search of a first frame many candidates
 * fail.
 */
final class FlacFault extends Exception {
  private static final long serialVersionUID = 1L;

  FlacFault(String reason) {
    super(reason, null, false, false);
  }
}
