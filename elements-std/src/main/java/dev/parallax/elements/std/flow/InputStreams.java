package dev.parallax.elements.std.flow;

import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each input has told of its stream, for elements that send several inputs to one output: when
 * another input has its turn, downstream learns whose buffers come and what their times mean.
 * Allocates nothing but when an input tells something new.
 */
final class InputStreams {
  private final List<Event.@Nullable StreamStart> starts = new ArrayList<>();
  private final List<Event.Segment> segments = new ArrayList<>();
  private @Nullable InputPort<?> current;
  private Event.@Nullable StreamStart startTold;
  private Event.@Nullable Segment segmentTold;
  private boolean changed;

  /** A new run: nothing is known. */
  void clear() {
    starts.clear();
    segments.clear();
    reset();
  }

  /** After a flush: what is known is told again. */
  void reset() {
    current = null;
    startTold = null;
    segmentTold = null;
  }

  /** An input's stream begins. */
  void tell(InputPort<?> from, Event.StreamStart start) {
    grow(from);
    starts.set(from.index(), start);
    changed |= from == current;
  }

  /** What an input's times mean from now on. */
  void tell(InputPort<?> from, Event.Segment segment) {
    grow(from);
    segments.set(from.index(), segment);
    changed |= from == current;
  }

  private void grow(InputPort<?> from) {
    while (starts.size() <= from.index()) {
      starts.add(null);
      segments.add(Event.Segment.START);
    }
  }

  /** What the times of an input mean. */
  Event.Segment segment(InputPort<?> from) {
    grow(from);
    return segments.get(from.index());
  }

  /** Before a buffer or event of {@code from} is sent: tells downstream what is news about it. */
  void follow(InputPort<?> from, Emitter<View> out) {
    if (from != current || changed) {
      change(from, out);
    }
  }

  private void change(InputPort<?> from, Emitter<View> out) {
    current = from;
    changed = false;
    grow(from);
    Event.StreamStart start = starts.get(from.index());
    if (start != null && !start.equals(startTold)) {
      startTold = start;
      out.event(start);
    }
    Event.Segment segment = segments.get(from.index());
    if (!segment.equals(segmentTold)) {
      segmentTold = segment;
      out.event(segment);
    }
  }
}
