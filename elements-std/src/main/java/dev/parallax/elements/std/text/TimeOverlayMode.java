package dev.parallax.elements.std.text;

/** Which time is shown. */
public enum TimeOverlayMode {
  /** Presentation time of the frame. */
  BUFFER_TIME,
  /** Position in the stream. */
  STREAM_TIME,
  /** Time the pipeline needs up to the frame at normal speed. */
  RUNNING_TIME,
  /** Hours, minutes, seconds and frames. */
  TIME_CODE,
  /** Running time since the first frame. */
  ELAPSED_RUNNING_TIME
}
