package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.InputPad;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What waits at one input of an element with several. Entries stay in order: caps and events take
 * effect when they come to the front. Only the node's own thread.
 */
final class CollectorPort {
  private final Collector collector;
  private final InputPad<?> pad;
  private final boolean optional;
  private final ArrayDeque<Object> entries = new ArrayDeque<>();
  private int bound;
  private final int hardBound;
  private Event.Segment segment = Event.Segment.START;
  private boolean translate;
  private long gapUntil = Buffer.NO_TIME;
  private @Nullable SampleGrid grid;
  private @Nullable Buffer placed;
  private volatile boolean ended;
  private volatile boolean hungry = true;

  CollectorPort(Collector collector, InputPad<?> pad, int bound, boolean optional) {
    this.collector = collector;
    this.pad = pad;
    this.bound = bound;
    this.optional = optional;
    hardBound = Math.max(64, bound * 8);
    pad.holdable(collector.isSelected());
  }

  Flow push(Buffer buffer) {
    if (collector.ended()) {
      collector.countDiscarded();
      buffer.close();
      return Flow.EOS;
    }
    if (translate) {
      buffer.pts(translated(buffer.pts()));
      buffer.dts(translated(buffer.dts()));
    }
    entries.addLast(buffer);
    collector.fire();
    if (entries.size() > bound) {
      overflow();
    }
    return collector.ended() ? Flow.EOS : Flow.OK;
  }

  /** Fused upstream sends more while another port, fed by the same thread, has nothing. */
  private void overflow() {
    if (entries.size() <= hardBound) {
      bound = Math.min(hardBound, bound * 2);
      collector.countGrown();
      return;
    }
    collector.starved(this);
  }

  void put(Object entry) {
    if (!collector.ended()) {
      entries.addLast(collector.isSelected() ? entry : translated(entry));
      collector.fire();
      if (entries.size() > bound && !(entry instanceof Event.Eos)) {
        overflow();
      }
    }
  }

  // ---- times of several streams are compared, so they become times of one segment, the first

  private Object translated(Object entry) {
    return switch (entry) {
      case Event.Segment s -> {
        segment = s;
        translate = !s.equals(collector.reference(s));
        yield collector.reference(s);
      }
      case Event.Gap gap when translate -> new Event.Gap(translated(gap.pts()), gap.duration());
      default -> entry;
    };
  }

  private long translated(long time) {
    Event.Segment to = collector.reference(segment);
    return time == Buffer.NO_TIME ? time : to.start() + segment.runningTime(time) - to.base();
  }

  /** Whether a channel should deliver more: one waiting buffer is enough to decide. */
  boolean wants() {
    boolean now = collector.ended() || !pad.held() && head() == null;
    if (now != hungry) {
      hungry = now;
    }
    return now;
  }

  /** What {@link #wants} said last. Any thread. */
  boolean isHungry() {
    return hungry;
  }

  /** The buffer in front, after the caps and events before it took effect; null: none, or held. */
  @Nullable Buffer head() {
    while (!pad.held()) {
      switch (entries.peekFirst()) {
        case null -> {
          return null;
        }
        case Buffer buffer -> {
          if (buffer != placed && grid != null && !place(grid, buffer)) {
            continue;
          }
          gapUntil = Buffer.NO_TIME;
          return buffer;
        }
        case CapsEntry caps -> {
          entries.removeFirst();
          grid =
              collector.isAligned() && caps.format() instanceof AudioFormat audio
                  ? new SampleGrid(audio)
                  : null;
          collector.node().inputCaps(pad, caps.format(), caps.formats());
        }
        case Event.Eos eos -> {
          entries.removeFirst();
          ended = true;
          pad.eos(true);
          collector.node().calls().handles(pad, Event.Eos.EOS);
        }
        case Event.Gap gap when !collector.isSelected() -> {
          entries.removeFirst();
          gapUntil = end(gap);
        }
        case Event.Downstream event -> {
          entries.removeFirst();
          collector.node().inputEvent(pad, event);
        }
        case Object other -> throw new IllegalStateException("unknown entry=" + other);
      }
    }
    return null;
  }

  /** Gives a buffer of audio its exact time. An empty one has none, and is taken away: false. */
  private boolean place(SampleGrid on, Buffer buffer) {
    if (on.place(buffer)) {
      placed = buffer;
      return true;
    }
    entries.removeFirst();
    buffer.close();
    return false;
  }

  /** A gap without an end is one until something comes. */
  private static long end(Event.Gap gap) {
    boolean open =
        gap.pts() == Buffer.NO_TIME
            || gap.duration() < 0
            || gap.pts() > Long.MAX_VALUE - gap.duration();
    return open ? Long.MAX_VALUE : gap.pts() + gap.duration();
  }

  /** Takes the buffer in front; the caller owns it. */
  Buffer take() {
    placed = null; // its header may come again with other bytes
    return (Buffer) entries.removeFirst();
  }

  /** Whether the stream has ended. Any thread. */
  boolean ended() {
    return ended;
  }

  /** Whether the element needs no more than one of its ports to go on. */
  boolean anyOneWillDo() {
    return collector.isSelected();
  }

  boolean optional() {
    return optional;
  }

  /** End of an announced gap in ns, or {@link Buffer#NO_TIME}. */
  long gapUntil() {
    return gapUntil;
  }

  InputPad<?> pad() {
    return pad;
  }

  int level() {
    return entries.size();
  }

  void discard() {
    pad.head(null);
    placed = null;
    if (grid != null) {
      grid.restart();
    }
    Object entry;
    while ((entry = entries.pollFirst()) != null) {
      if (entry instanceof Buffer buffer) {
        collector.countDiscarded();
        buffer.close();
      }
    }
  }

  void clear() {
    discard();
    gapUntil = Buffer.NO_TIME;
    segment = Event.Segment.START;
    translate = false;
    ended = false;
    pad.eos(false);
    if (collector.isSelected()) {
      pad.hold(false);
    }
  }
}
