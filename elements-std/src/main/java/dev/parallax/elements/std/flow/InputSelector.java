package dev.parallax.elements.std.flow;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Changed;
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
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the buffers of one of its inputs; those of the others are dropped and counted. Which
 * one may be changed at any time and takes effect with the next buffer of the new input, whose
 * stream-start and segment go before it; it is marked DISCONT.
 */
@Element(
    name = "input-selector",
    summary = "Passes on one of several streams",
    klass = "Generic",
    example =
        "input-selector name=s active-pad=in_1 ! fakesink  audiotestsrc num-buffers=20 !"
            + " s.  audiotestsrc num-buffers=20 freq=880 ! s.")
final class InputSelector {
  @Property(
      doc = "name of the input that is passed on, for example in_1; empty: the first",
      live = true)
  String activePad = "";

  @Property(
      doc =
          "let the other inputs run no further than the active one, so that a switch goes on at the"
              + " same running time; needs buffers with times")
  boolean syncStreams = true;

  @Input(
      name = "in_%u",
      presence = Presence.REQUEST,
      volatileOk = true,
      doc = "a stream; all have the same format")
  @AnyCaps
  @Nullable InputPorts<View> in;

  private final InputStreams streams = new InputStreams();
  private @Nullable Context context;
  private @Nullable InputPort<View> active;

  /** The input whose buffer was passed on last. */
  private @Nullable InputPort<View> sent;

  /** Running time up to which the active input has come, in ns. */
  private long position = Long.MIN_VALUE;

  /**
   * Running time up to which each input was dropped, in ns: what comes next begins there. Where a
   * buffer had no duration, that at which it began.
   */
  private long[] reached = new long[0];

  @Start
  void start(Context started) {
    context = started;
    streams.clear();
    reached = new long[ports().count()];
    select();
    reset();
  }

  @Reset
  void reset() {
    streams.reset();
    sent = null;
    position = Long.MIN_VALUE;
    Arrays.fill(reached, Long.MIN_VALUE);
  }

  @Changed("active-pad")
  void select() {
    InputPorts<View> ports = ports();
    active = activePad.isEmpty() && ports.count() > 0 ? ports.get(0) : null;
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < ports.count(); i++) {
      ports.get(i).hold(false);
      names.append(i == 0 ? "" : ", ").append(ports.get(i).name());
      if (ports.get(i).name().equals(activePad)) {
        active = ports.get(i);
      }
    }
    if (active == null && ports.count() > 0) {
      throw new IllegalArgumentException(
          "input-selector has no such input active-pad=" + activePad + " inputs=" + names);
    }
  }

  private InputPorts<View> ports() {
    InputPorts<View> ports = in;
    if (ports == null) {
      throw new IllegalStateException("input-selector is not part of a prepared pipeline");
    }
    return ports;
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.StreamStart start) {
    streams.tell(from, start);
    return true;
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.Segment segment) {
    streams.tell(from, segment);
    return true;
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.Downstream event) {
    if (from == active && event instanceof Event.Gap gap) {
      advance(from, gap.pts(), gap.duration());
    }
    if (from == active && event instanceof Event.Eos) {
      advance(Long.MAX_VALUE);
    }
    return from != active;
  }

  @Transform(sync = Sync.SELECTED)
  @Same("*")
  void pass(InputPort<View> from, View buffer, @Output Emitter<View> out) {
    if (from == active) {
      streams.follow(from, out);
      advance(from, buffer.pts(), buffer.duration());
      if (from == sent || sent == null) {
        out.forward(buffer);
      } else {
        Discont.send(buffer, out);
      }
      sent = from;
      return;
    }
    Context c = context;
    if (c != null) {
      c.countDropped(1);
    }
    if (syncStreams && buffer.pts() != Buffer.NO_TIME) {
      long end = buffer.pts() + Math.max(0, buffer.duration());
      long time = streams.segment(from).runningTime(end);
      reached[from.index()] = time;
      from.hold(time >= position);
    }
  }

  /** Without times there is nothing to wait for. */
  private void advance(InputPort<?> from, long pts, long duration) {
    advance(
        pts == Buffer.NO_TIME
            ? Long.MAX_VALUE
            : streams.segment(from).runningTime(pts + Math.max(0, duration)));
  }

  private void advance(long to) {
    position = to;
    InputPorts<View> ports = in;
    for (int i = 0; ports != null && syncStreams && i < ports.count(); i++) {
      if (reached[i] < to) {
        ports.get(i).hold(false);
      }
    }
  }
}
