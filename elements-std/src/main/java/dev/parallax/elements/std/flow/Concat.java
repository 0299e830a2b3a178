package dev.parallax.elements.std.flow;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/**
 * Sends one input after another: the next begins when the one before has ended, in the order in
 * which they were linked. Until then what comes there waits. Buffers keep their times; each stream
 * has a segment whose base is the running time at which the streams before it ended.
 */
@Element(
    name = "concat",
    summary = "Sends one stream after another",
    klass = "Generic",
    example =
        "concat name=c ! wavenc ! filesink location=two-tones.wav  audiotestsrc"
            + " num-buffers=50 ! c.  audiotestsrc num-buffers=50 freq=880 ! c.")
final class Concat {
  @Property(
      doc = "move the segment of each stream behind the one before, so that running time goes on")
  boolean adjustBase = true;

  @Input(
      name = "in_%u",
      presence = Presence.REQUEST,
      volatileOk = true,
      doc = "a stream; all have the same format")
  @AnyCaps
  @Nullable InputPorts<View> in;

  private final InputStreams streams = new InputStreams();

  /** Index of the input whose turn it is. */
  private int turn;

  /** Running time at which the streams before this one ended, in ns. */
  private long base;

  /** Running time at which this stream will have ended, as far as it is known, in ns. */
  private long end;

  @Start
  void start() {
    streams.clear();
    reset();
  }

  @Reset
  void reset() {
    streams.reset();
    base = 0;
    end = 0;
    take(0);
  }

  private void take(int next) {
    turn = next;
    InputPorts<View> ports = in;
    for (int i = 0; ports != null && i < ports.count(); i++) {
      ports.get(i).hold(i > next);
    }
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.StreamStart start) {
    streams.tell(from, start);
    return true;
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.Segment segment) {
    streams.tell(
        from,
        adjustBase
            ? new Event.Segment(
                segment.rate(), segment.start(), segment.stop(), segment.base() + base)
            : segment);
    return true;
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.Gap gap) {
    covers(from, gap.pts(), gap.duration());
    return false;
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.Eos eos) {
    if (from.index() == turn) {
      base = Math.max(base, end);
      take(turn + 1);
    }
    return false;
  }

  @Transform(sync = Sync.SELECTED)
  @Same("*")
  void pass(InputPort<View> from, View buffer, @Output Emitter<View> out) {
    streams.follow(from, out);
    covers(from, buffer.pts(), buffer.duration());
    out.forward(buffer);
  }

  private void covers(InputPort<?> from, long pts, long duration) {
    if (pts != Buffer.NO_TIME) {
      end = Math.max(end, streams.segment(from).runningTime(pts + Math.max(0, duration)));
    }
  }
}
