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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

  /** Events of a stream that may wait for its output; as above. */
  private static final int MAX_EARLY = 64;

  @Output(name = "out_%u", presence = Presence.SOMETIMES, doc = "one of the streams")
  @FromStream
  @Nullable OutputPorts<View> out;

  private final Map<String, Stream> streams = new HashMap<>();
  private String id = "";
  private Event.Segment segment = Event.Segment.START;

  /** That of {@code id}, once anything has come of it. */
  private @Nullable Stream current;

  /** One of the streams, and what its output was told since the last flush. */
  private static final class Stream {
    @Nullable OutputPort<View> port;
    @Nullable Format format;
    Event.@Nullable Segment segment;

    /** Tags and custom events that wait for the output. */
    final List<Event> early = new ArrayList<>();
  }

  @Start
  void start() {
    streams.clear();
    id = "";
    segment = Event.Segment.START;
    reset();
  }

  /** Outputs stay, and so does the stream: a flush does not tell its id again. */
  @Reset
  void reset() {
    current = null;
    for (Stream stream : streams.values()) {
      stream.format = null;
      stream.segment = null;
    }
  }

  @OnEvent
  boolean on(Event.StreamStart start) {
    if (!start.id().equals(id)) {
      id = start.id();
      current = null;
    }
    return true;
  }

  @OnEvent
  boolean on(Event.Segment next) {
    segment = next;
    return true;
  }

  /**
   * Events without a stream of their own belong to the one they come in. What comes before its
   * first buffer waits for that, but for gaps: the buffer's time tells as much.
   */
  @OnEvent
  boolean on(Event.Downstream event) throws StreamException {
    if (event instanceof Event.Eos) {
      return false;
    }
    Stream to = current();
    if (to.port != null) {
      to.port.event(event);
    } else if (!(event instanceof Event.Gap)) {
      keep(event, to.early);
    }
    return true;
  }

  private void keep(Event event, List<Event> early) throws StreamException {
    if (event instanceof Event.Tags) {
      early.removeIf(e -> e instanceof Event.Tags); // the last ones are those that hold
    }
    if (early.size() == MAX_EARLY) {
      throw new StreamException(
          "too many events before the first buffer of a stream max=%d id=\"%s\""
              .formatted(MAX_EARLY, id));
    }
    early.add(event);
  }

  @Transform
  void send(@Input(volatileOk = true) @AnyCaps View in) throws StreamException {
    Stream to = current();
    OutputPort<View> port = to.port;
    if (port == null) {
      port = open(to, in.format());
    } else if (to.format != in.format()) {
      port.format(in.format());
    }
    to.format = in.format();
    if (!segment.equals(to.segment)) { // the others may have had another
      to.segment = segment;
      port.event(segment);
    }
    if (!to.early.isEmpty()) {
      to.early.forEach(port::event);
      to.early.clear();
    }
    port.forward(in);
  }

  private Stream current() throws StreamException {
    Stream stream = current;
    if (stream == null) {
      if (streams.size() == MAX_STREAMS && !streams.containsKey(id)) {
        throw new StreamException("too many streams max=" + MAX_STREAMS + " id=\"" + id + "\"");
      }
      stream = streams.computeIfAbsent(id, _ -> new Stream());
      current = stream;
    }
    return stream;
  }

  private OutputPort<View> open(Stream stream, Format format) {
    OutputPorts<View> all = out;
    if (all == null) {
      throw new IllegalStateException("streamiddemux is not part of a prepared pipeline");
    }
    OutputPort<View> port = all.open(id, format);
    stream.port = port;
    stream.segment = Event.Segment.START; // a port tells it by itself
    return port;
  }
}
