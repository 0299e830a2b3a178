package dev.parallax.elements.std.audio;

/** How {@code audioconvert} moves the error of rounding, with GStreamer's names. */
public enum NoiseShapingMethod {
  /** It stays as it is. */
  NONE,
  /** The last sample's error is subtracted from the next. */
  ERROR_FEEDBACK,
  /** Two samples. */
  SIMPLE,
  /** Five samples: Lipshitz, Vanderkooy and Wannamaker, "Minimally audible noise shaping", 1991. */
  MEDIUM,
  /** Nine samples: Wannamaker, "Psychoacoustically optimal noise shaping", 1992. */
  HIGH
}
