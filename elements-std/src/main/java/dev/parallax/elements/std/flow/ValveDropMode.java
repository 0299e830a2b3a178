package dev.parallax.elements.std.flow;

/** What a closed valve lets through. */
public enum ValveDropMode {
  /** Nothing but formats and the end; segment and tags are told when it opens. */
  DROP_ALL,
  /** Formats, segments, tags and the end. */
  FORWARD_STICKY_EVENTS,
  /** All events, and a gap in the place of each buffer that has a time. */
  TRANSFORM_TO_GAP
}
