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
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/**
 * Sends the buffers of all its inputs to one output, as they come. Whenever another stream has its
 * turn, its stream-start and segment go before its buffer or event, so that {@code streamiddemux}
 * can take the streams apart again.
 */
@Element(
    name = "funnel",
    summary = "Sends several streams to one output",
    klass = "Generic",
    example =
        "funnel name=f ! fakesink  audiotestsrc num-buffers=50 ! f.  audiotestsrc "
            + "freq=880 num-buffers=50 ! f.")
final class Funnel {
  @Property(doc = "tell stream-start and segment of each stream when its buffers come")
  boolean forwardStickyEvents = true;

  @Input(
      name = "in_%u",
      presence = Presence.REQUEST,
      volatileOk = true,
      doc = "a stream; all have the same format")
  @AnyCaps
  @Nullable InputPorts<View> in;

  @Output
  @Same("*")
  @Nullable OutputPort<View> out;

  private final InputStreams streams = new InputStreams();

  @Start
  void start() {
    streams.clear();
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.StreamStart start) {
    streams.tell(from, start);
    return forwardStickyEvents;
  }

  @OnEvent
  boolean on(InputPort<?> from, Event.Segment segment) {
    streams.tell(from, segment);
    return forwardStickyEvents;
  }

  /** Tags, gaps and the like belong to a stream, as its buffers do. */
  @OnEvent
  boolean on(InputPort<?> from, Event.Downstream event) {
    if (!(event instanceof Event.Eos)) {
      follow(from);
    }
    return false;
  }

  @Transform(sync = Sync.SINGLE)
  void pass(InputPort<View> from, View buffer) {
    follow(from).forward(buffer);
  }

  private OutputPort<View> follow(InputPort<?> from) {
    OutputPort<View> port = out;
    if (port == null) {
      throw new IllegalStateException("funnel is not part of a prepared pipeline");
    }
    if (forwardStickyEvents) {
      streams.follow(from, port);
    }
    return port;
  }

  @Reset
  void reset() {
    streams.reset();
  }
}
