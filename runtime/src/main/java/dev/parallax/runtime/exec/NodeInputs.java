package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.plan.Formats;
import dev.parallax.runtime.plan.GraphLink;
import dev.parallax.runtime.spi.InputPad;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a node, and what has come by them together: several become one stream. Only the
 * node's own thread.
 */
final class NodeInputs {
  private final Node node;
  private final List<NodeInput> all = new CopyOnWriteArrayList<>();
  private int left;
  private long newestFormats = -1;
  private boolean streamStartSent;
  private Event.@Nullable Segment segmentSent;

  NodeInputs(Node node) {
    this.node = node;
  }

  /** Adds one; before the domain runs. */
  NodeInput add(InputPad<?> pad, GraphLink link, int bound, boolean optional) {
    Collector collector = node.collector();
    CollectorPort port =
        collector == null
            ? null
            : collector.add(new CollectorPort(collector, pad, bound, optional));
    NodeInput input = new NodeInput(node, pad, link, port);
    all.add(input);
    left++;
    return input;
  }

  /** The inputs. Any thread may read. */
  List<NodeInput> all() {
    return all;
  }

  /** Buffers sent to all of them. */
  long buffers() {
    long sum = 0;
    for (NodeInput input : all) {
      sum += input.buffers();
    }
    return sum;
  }

  /** Whether one has a format, or there are none. */
  boolean anyHasFormat() {
    for (NodeInput input : all) {
      if (input.pad().format() != null) {
        return true;
      }
    }
    return all.isEmpty();
  }

  /** Whether all those have a format that are always there. */
  boolean allHaveFormats() {
    for (NodeInput input : all) {
      if (input.pad().format() == null && node.adapter().inputPads().contains(input.pad())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether none has brought a newer result of negotiation. They come in any order, and an older
   * one would take back what a newer one has decided.
   */
  boolean isNewest(Formats formats) {
    boolean newest = formats.serial() >= newestFormats;
    if (newest) {
      newestFormats = formats.serial();
    }
    return newest;
  }

  /**
   * Whether an event is to be sent on: their one stream begins once, and has a new segment only if
   * it is another.
   */
  boolean isNews(Event.Downstream event) {
    if (all.size() < 2) {
      return true;
    }
    switch (event) {
      case Event.StreamStart start -> {
        boolean first = !streamStartSent;
        streamStartSent = true;
        return first;
      }
      case Event.Segment s -> {
        boolean other = !s.equals(segmentSent);
        segmentSent = s;
        return other;
      }
      default -> {
        return true;
      }
    }
  }

  /** One has ended; true when it was the last. */
  boolean end() {
    return --left == 0;
  }

  /** After a flush. */
  void reset() {
    streamStartSent = false;
    segmentSent = null;
    left = all.size();
    for (NodeInput input : all) {
      input.pad().eos(false);
    }
  }
}
