package dev.parallax.model.format;

/** Which levels are black and white, in the order of GStreamer's GstVideoColorRange. */
public enum ColorRange {
  /** Not known. */
  UNKNOWN,
  /** 0 to 255, or 0 to 1023 with 10 bits. */
  FULL,
  /** Luma 16 to 235, chroma 16 to 240; with 10 bits four times that. */
  LIMITED
}
