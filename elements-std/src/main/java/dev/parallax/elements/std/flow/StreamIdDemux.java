package dev.parallax.elements.std.flow;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.OutputPorts;
import dev.parallax.runtime.element.StreamException;
import dev.parallax.runtime.element.View;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends each stream to an output of its own, by the id of the stream-start that comes before its
 * buffers: the other end of {@code funnel}. Outputs are numbered in the order in which their
 * streams first have a buffer.
 */
@Element(
    name = "streamiddemux",
    summary = "Takes streams apart that came through one link",
    klass = "Generic",
    example =
        "funnel name=f ! streamiddemux name=d  d. ! queue ! fakesink  d. ! queue !"
            + " fakesink  audiotestsrc num-buffers=20 ! f.  audiotestsrc num-buffers=20"
            + " freq=880 ! f.")
final class StreamIdDemux {
  /** More come from a defect, or from somebody who wants to fill the memory. */
  private static final int MAX_STREAMS = 1024;

  @Output(name = "out_%u", presence = Presence.SOMETIMES, doc = "one of the streams")
  @FromStream
  @Nullable OutputPorts<View> out;

  private final Map<String, OutputPort<View>> ports = new HashMap<>();
  private String id = "";
  private Event.Segment segment = Event.Segment.START;
  private @Nullable OutputPort<View> current;
  private @Nullable Format format;
  private boolean newSegment;

  @Start
  void start() {
    ports.clear();
    id = "";
    segment = Event.Segment.START;
    reset();
  }

  /** Outputs stay, and so does the stream: a flush does not tell its id again. */
  @Reset
  void reset() {
    current = null;
    format = null;
    newSegment = false;
  }

  @OnEvent
  boolean on(Event.StreamStart start) {
    if (!start.id().equals(id)) {
      id = start.id();
      reset();
    }
    return true;
  }

  /** Also tells the segment of a stream that was away: the other streams may have had others. */
  @OnEvent
  boolean on(Event.Segment next) {
    segment = next;
    newSegment = true;
    return true;
  }

  /** Events without a stream of their own belong to the one they come in. */
  @OnEvent
  boolean on(Event.Downstream event) {
    OutputPort<View> port = ports.get(id);
    if (port == null || event instanceof Event.Eos) {
      return false;
    }
    port.event(event);
    return true;
  }

  @Transform
  void send(@Input(volatileOk = true) @AnyCaps View in) throws StreamException {
    OutputPort<View> port = current;
    if (port == null) {
      port = enter(in.format());
    } else if (in.format() != format) {
      format = in.format();
      port.format(in.format());
    }
    if (newSegment) {
      newSegment = false;
      port.event(segment);
    }
    port.forward(in);
  }

  private OutputPort<View> enter(Format incoming) throws StreamException {
    OutputPorts<View> all = out;
    if (all == null) {
      throw new IllegalStateException("streamiddemux is not part of a prepared pipeline");
    }
    OutputPort<View> port = ports.get(id);
    if (port == null) {
      if (ports.size() == MAX_STREAMS) {
        throw new StreamException("too many streams max=" + MAX_STREAMS + " id=\"" + id + "\"");
      }
      port = all.open(id, incoming);
      ports.put(id, port);
    } else {
      port.format(incoming);
    }
    current = port;
    format = incoming;
    return port;
  }
}
