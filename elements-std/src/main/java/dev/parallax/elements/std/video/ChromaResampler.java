package dev.parallax.elements.std.video;

/** How {@code videoconvert} makes chroma of a lower resolution fit. */
public enum ChromaResampler {
  /** Repeats it; on the way down takes the mean of what becomes one, wherever chroma lies. */
  NEAREST,
  /** Interpolates it linearly, from where it lies to where it shall lie. */
  LINEAR
}
