package dev.parallax.elements.std.testing;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.View;

/** Takes everything at once and counts it. */
@Element(
    name = "nullsink",
    summary = "Takes and counts buffers",
    klass = "Sink",
    example = "nullsrc num-buffers=100 ! nullsink")
@RtSafe
final class NullSink {
  private volatile long buffers;
  private volatile long bytes;

  @Start
  void start() {
    buffers = 0;
    bytes = 0;
  }

  @Consume
  void take(@Input(volatileOk = true) @AnyCaps View in) {
    buffers = buffers + 1; // only the element's own thread writes
    bytes = bytes + in.size();
  }

  /** Buffers since the start. Any thread. */
  @Action
  long buffers() {
    return buffers;
  }

  /** Bytes since the start. Any thread. */
  @Action
  long bytes() {
    return bytes;
  }
}
