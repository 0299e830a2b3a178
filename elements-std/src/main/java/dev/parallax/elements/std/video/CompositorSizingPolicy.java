package dev.parallax.elements.std.video;

/** How {@code compositor} fits a picture into the size asked for, with GStreamer's names. */
public enum CompositorSizingPolicy {
  /** Stretched to the whole of it. */
  NONE,
  /** In its own shape, as large as it can be, in the middle. */
  KEEP_ASPECT_RATIO
}
