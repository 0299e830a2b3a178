package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Backdrop;

/** What {@code compositor} shows where no picture lies, with GStreamer's names. */
public enum CompositorBackground {
  /** Squares, dark and light grey. */
  CHECKER(Backdrop.Look.CHECKER),
  /** Black. */
  BLACK(Backdrop.Look.BLACK),
  /** White. */
  WHITE(Backdrop.Look.WHITE),
  /** Nothing, to be composited further; black in formats without opacity. */
  TRANSPARENT(Backdrop.Look.TRANSPARENT);

  private final Backdrop.Look look;

  CompositorBackground(Backdrop.Look look) {
    this.look = look;
  }

  Backdrop.Look look() {
    return look;
  }
}
