package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Event;
import java.util.List;

/**
 * A node's part of a seek: three steps, and no domain takes one before all have taken the one
 * before. Only the node's own thread, unless said otherwise.
 */
final class NodeSeek {
  private final Node node;
  private volatile boolean sought;

  /** During {@link #translate}: the sources that are to be told a byte. */
  private List<Node> sources = List.of();

  NodeSeek(Node node) {
    this.node = node;
  }

  /** First: a source goes to a position, if it knows positions. */
  void seek(Event.Seek seek) {
    sought = node.calls().handles(seek);
  }

  /** Second: the element that reads sources of bytes says which byte the position is. */
  void translate(Event.Seek seek) {
    if (node.isSource() || !isSeekable()) {
      return;
    }
    sources = node.engine().upstream().unsoughtBefore(node);
    if (!sources.isEmpty()) {
      node.calls().handles(seek);
      sources = List.of();
    }
  }

  /** What the element says in {@link #translate}. */
  void send(Event.SeekBytes seek) {
    if (sources.isEmpty()) {
      throw new IllegalStateException("SeekBytes without a Seek element=" + node.name());
    }
    for (Node source : sources) {
      source.seeking().sought = true;
      source.sendLater(seek); // which it takes before it makes anything
    }
  }

  /** Third: the stream of a source that goes on somewhere else gets a new segment. */
  void begin(Event.Seek seek) {
    if (sought) {
      node.segment(new Event.Segment(1.0, seek.position(), Buffer.NO_TIME, 0));
    } else {
      node.engine().warn(node.name(), "source does not seek position=" + seek.position());
    }
  }

  boolean isSeekable() {
    return node.graph().descriptor().hints().seekable();
  }

  /** Whether the source goes where the last seek said. Any thread, between the steps. */
  boolean sought() {
    return sought;
  }
}
