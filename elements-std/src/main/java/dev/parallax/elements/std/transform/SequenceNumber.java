package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.View;

/** Numbers buffers: each gets its place in the stream as metadata. */
@Element(
    name = "sequence-number",
    summary = "Numbers buffers in their metadata",
    klass = "Filter",
    example = "videotestsrc num-buffers=10 ! sequence-number start=1 ! fakesink")
final class SequenceNumber {
  @Property(doc = "key of the metadata; its value is a long", def = "stream/sequence")
  String key = "stream/sequence";

  @Property(doc = "the first number")
  long start;

  @Property(doc = "from one number to the next")
  long step = 1;

  private long next;

  @Start
  void start() {
    Metadata.EMPTY.with(key, 0L); // the key is looked at before the first buffer
    reset();
  }

  @Reset
  void reset() {
    next = start;
  }

  @Transform
  @Same("*")
  void number(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    View same = out.share(in);
    same.metadata(in.metadata().with(key, next));
    next += step;
    out.send(same);
  }
}
