package dev.parallax.elements.std.video;

/** What moves the ball of {@code videotestsrc}. */
public enum AnimationMode {
  /** The number of the frame: one period takes 200 frames. */
  FRAMES,
  /** The time of day: one period takes 200/30 seconds. */
  WALL_TIME,
  /** The frame's time: one period takes 200/30 seconds, whatever the frame rate. */
  RUNNING_TIME
}
