package dev.parallax.elements.std.timing;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Timer;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/**
 * Passes every buffer on a while after it came, without a copy and with its times as they were. As
 * many may wait as there is room for, then the sender waits too. At the end of the stream, and
 * before a change of format or segment, what waits is sent at once.
 */
@Element(
    name = "delay",
    summary = "Passes buffers on later",
    klass = "Generic",
    example = "audiotestsrc num-buffers=20 ! delay delay=10000000 ! fakesink")
final class Delay {
  /** Events that may wait beside the buffers. */
  private static final int MOST_EVENTS = 256;

  @Property(
      doc = "nanoseconds from when a buffer comes to when it goes",
      min = 0,
      max = 3_600_000_000_000L,
      live = true)
  long delay = 1_000_000_000;

  @Property(
      doc = "buffers that may wait; for the whole delay of a stream it takes delay times its rate",
      min = 1,
      max = 4096)
  int maxSizeBuffers = 64;

  private @Nullable Context context;

  /** Views and, in their order, events. */
  private DelayLine<Object> waiting = new DelayLine<>(1);

  /** Views in it. */
  private int buffers;

  /** Where buffers go: an event that finds no room has to let one go first. */
  private @Nullable Emitter<View> output;

  /** When a buffer that found no room came first. */
  private long came = Buffer.NO_TIME;

  @Start
  void start(Context started) {
    context = started;
    waiting = new DelayLine<>(maxSizeBuffers + MOST_EVENTS);
    buffers = 0;
    came = Buffer.NO_TIME;
  }

  @Configure
  void configure(Setup setup) {
    setup.holds(maxSizeBuffers);
    setup.latency(delay, delay);
  }

  @Transform
  @Same("*")
  Flow take(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    Context c = context();
    long now = c.now();
    output = out;
    sendDue(out, now);
    if (buffers == maxSizeBuffers || waiting.isFull()) {
      came = came == Buffer.NO_TIME ? now : came;
      return c.againAt(waiting.firstTime() + delay);
    }
    if (waiting.isEmpty() && now - (came == Buffer.NO_TIME ? now : came) >= delay) {
      out.forward(in);
    } else {
      waiting.add(in.retain(), came == Buffer.NO_TIME ? now : came);
      buffers++;
      c.timerAt(waiting.firstTime() + delay);
    }
    came = Buffer.NO_TIME;
    return Flow.OK;
  }

  @Timer
  void tick(Emitter<View> out) {
    Context c = context();
    sendDue(out, c.now());
    if (!waiting.isEmpty()) {
      c.timerAt(waiting.firstTime() + delay);
    }
  }

  /**
   * What comes behind a buffer does not overtake it; its sender waits, too, when there is no room.
   */
  @OnEvent
  boolean on(Event.Downstream event) {
    boolean inStream =
        event instanceof Event.Gap || event instanceof Event.Tags || event instanceof Event.Custom;
    Emitter<View> out = output;
    if (!inStream || waiting.isEmpty() || out == null) {
      return false;
    }
    Context c = context();
    long now = c.now();
    while (waiting.isFull()) {
      if (!c.await(c.againAt(waiting.firstTime() + delay))) {
        return true; // a flush takes it away, as it does what is before it
      }
      sendDue(out, c.now());
    }
    waiting.add(event, now);
    return true;
  }

  private void sendDue(Emitter<View> out, long now) {
    while (!waiting.isEmpty() && now - waiting.firstTime() >= delay) {
      sendFirst(out);
    }
  }

  private void sendFirst(Emitter<View> out) {
    Object first = waiting.remove();
    if (first instanceof View view) {
      buffers--;
      try (view) {
        out.forward(view);
      }
    } else {
      out.event((Event) first);
    }
  }

  private Context context() {
    Context c = context;
    if (c == null) {
      throw new IllegalStateException("delay was not started");
    }
    return c;
  }

  @Drain
  void drain(Emitter<View> out) {
    while (!waiting.isEmpty()) {
      sendFirst(out);
    }
  }

  @Reset
  @Stop
  void forget() {
    while (!waiting.isEmpty()) {
      if (waiting.remove() instanceof View view) {
        view.close();
      }
    }
    buffers = 0;
    came = Buffer.NO_TIME;
  }
}
