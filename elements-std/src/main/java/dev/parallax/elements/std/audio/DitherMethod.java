package dev.parallax.elements.std.audio;

/** Noise that {@code audioconvert} adds where bits are lost, with GStreamer's names. */
public enum DitherMethod {
  /** None. */
  NONE,
  /** Evenly distributed over one step. */
  RPDF,
  /** Triangular over two steps: the error's power does not depend on the signal. */
  TPDF,
  /** Triangular, with more of it in the high frequencies. */
  TPDF_HF
}
