package dev.parallax.contract;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.View;

/** Begins a new segment every few buffers, as an element does that joins streams. */
@Element(name = "toycut", summary = "Begins segments in mid-stream")
final class ToyCut {
  @Property(doc = "buffers of a segment", min = 1)
  int every = 3;

  private int passed;

  @Transform
  @Same("*")
  void cut(@Input @AnyCaps View in, @Output @AnyCaps Emitter<View> out) {
    if (passed++ % every == 0) {
      out.event(new Event.Segment(1.0, 0, Buffer.NO_TIME, 0));
    }
    out.forward(in);
  }
}
