package dev.parallax.elements.std.flow;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Passes buffers on, or drops and counts them; the first one after that is marked DISCONT. */
@Element(
    name = "valve",
    summary = "Passes buffers on or drops them",
    klass = "Filter",
    example =
        "audiotestsrc num-buffers=20 ! valve drop=true drop-mode=transform-to-gap !" + " fakesink")
@RtSafe
final class Valve {
  @Property(doc = "drop what comes", live = true)
  boolean drop;

  @Property(doc = "what is let through while buffers are dropped", def = "drop-all")
  ValveDropMode dropMode = ValveDropMode.DROP_ALL;

  private @Nullable Context context;
  private Event.@Nullable Segment segment;
  private Event.@Nullable Tags tags;

  /** Whether something was dropped since the last buffer that passed. */
  private boolean cut;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  /** A closed valve keeps what it does not pass on, the last of each kind. */
  @OnEvent
  boolean on(Event.Downstream event) {
    if (!drop) {
      return false;
    }
    return switch (event) {
      case Event.Segment s when dropMode == ValveDropMode.DROP_ALL -> {
        segment = s;
        yield true;
      }
      case Event.Tags t when dropMode == ValveDropMode.DROP_ALL -> {
        tags = t;
        yield true;
      }
      case Event.Gap g -> dropMode != ValveDropMode.TRANSFORM_TO_GAP;
      case Event.Custom c -> dropMode != ValveDropMode.TRANSFORM_TO_GAP;
      default -> false;
    };
  }

  @Transform
  @Same("*")
  void pass(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    if (!drop) {
      if (segment != null || tags != null) {
        tell(out);
      }
      if (cut) {
        cut = false;
        Discont.send(in, out);
      } else {
        out.forward(in);
      }
      return;
    }
    cut = true;
    Context c = context;
    if (c != null) {
      c.countDropped(1);
    }
    if (dropMode == ValveDropMode.TRANSFORM_TO_GAP && in.pts() != Buffer.NO_TIME) {
      out.gap(in.pts(), in.duration());
    }
  }

  private void tell(Emitter<View> out) {
    Event.Segment s = segment;
    if (s != null) {
      out.event(s);
    }
    Event.Tags t = tags;
    if (t != null) {
      out.event(t);
    }
    segment = null;
    tags = null;
  }

  @Reset
  void reset() {
    segment = null;
    tags = null;
    cut = false;
  }
}
