package dev.parallax.runtime.exec;

import dev.parallax.annotations.Sync;
import dev.parallax.annotations.SyncMode;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.OutputPad;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the inputs of an element together. ORDERED: lowest decoding time first. ALIGNED: heads
 * that cover the same interval, which begins where the last one ended and ends at the first change.
 * SELECTED: as they come, except from ports that the element holds. ZIPPED: one buffer of each.
 */
final class Collector {
  private final Node node;
  private final Sync sync;
  private final boolean strict;
  private final List<CollectorPort> ports = new ArrayList<>();
  private long position = Buffer.NO_TIME;
  private boolean firing;
  private boolean ended;
  private volatile long late;
  private volatile long discarded;
  private int grown;
  private boolean stale;
  private Event.@Nullable Segment reference;

  Collector(Node node, Sync sync, SyncMode mode, boolean live) {
    this.node = node;
    this.sync = sync;
    strict = mode == SyncMode.STRICT || mode == SyncMode.AUTO && !live;
  }

  /**
   * Adds a port: those of fixed inputs stand in the order of their declaration, which decides
   * between equal times, whatever the order of the links.
   */
  CollectorPort add(CollectorPort port) {
    int place = place(port);
    int at = ports.size();
    while (at > 0 && place(ports.get(at - 1)) > place) {
      at--;
    }
    ports.add(at, port);
    return port;
  }

  private int place(CollectorPort port) {
    int fixed = node.adapter().inputPads().indexOf(port.pad());
    return fixed < 0 ? Integer.MAX_VALUE : fixed;
  }

  Node node() {
    return node;
  }

  boolean ended() {
    return ended;
  }

  boolean isAligned() {
    return sync == Sync.ALIGNED;
  }

  void countGrown() {
    grown++;
  }

  int grown() {
    return grown;
  }

  /** Buffers that came too late. */
  long late() {
    return late;
  }

  /** Buffers that waited in a flush, or came after the end. */
  long discarded() {
    return discarded;
  }

  /** Only the node's thread. */
  void countDiscarded() {
    discarded++;
  }

  List<CollectorPort> ports() {
    return ports;
  }

  /**
   * Processes as long as the inputs allow. Reentrant calls return at once: the outer one goes on.
   */
  void fire() {
    if (firing || ended) {
      return;
    }
    firing = true;
    try {
      while (!ended && fireOnce()) {
        // as long as there is something
      }
    } finally {
      firing = false;
    }
  }

  private boolean fireOnce() {
    return switch (sync) {
      case SINGLE -> throw new IllegalStateException("element does not collect its inputs");
      case SELECTED -> fireSelected();
      case ORDERED -> fireOrdered();
      case ALIGNED -> fireAligned();
      case ZIPPED -> fireZipped();
    };
  }

  boolean isSelected() {
    return sync == Sync.SELECTED;
  }

  /** A property has changed: ports that waited may be wanted now. */
  void reconsider() {
    stale = isSelected();
  }

  boolean isStale() {
    return stale;
  }

  /** Processes what a change of properties has let go; whether there was one. */
  boolean fireStale() {
    boolean was = stale;
    stale = false;
    if (was) {
      fire();
    }
    return was;
  }

  /** The segment whose times all inputs are brought to: the first that one of them told. */
  Event.Segment reference(Event.Segment told) {
    Event.Segment first = reference;
    if (first == null) {
      reference = told;
      return told;
    }
    return first;
  }

  // ---- SELECTED

  private boolean fireSelected() {
    boolean allEnded = true;
    for (int i = 0; i < ports.size(); i++) {
      CollectorPort port = ports.get(i);
      if (port.head() != null) {
        if (node.process(port.pad(), port.take()) == Flow.EOS) {
          finish();
        }
        return true;
      }
      allEnded &= port.ended();
    }
    if (allEnded) {
      finish();
      return false;
    }
    return hasReleased();
  }

  /**
   * Whether the end of a port has made the element let go of another, which was looked at before.
   */
  private boolean hasReleased() {
    for (int i = 0; i < ports.size(); i++) {
      if (!ports.get(i).pad().held() && ports.get(i).level() > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the element waits for this port: nothing there, not ended, not in a gap, not optional.
   */
  private boolean missing(CollectorPort port, long time) {
    if (port.pad().held() || port.head() != null || port.ended() || port.optional()) {
      return false;
    }
    long gap = port.gapUntil();
    return gap == Buffer.NO_TIME || time != Buffer.NO_TIME && gap <= time;
  }

  private boolean allEnded() {
    for (int i = 0; i < ports.size(); i++) {
      if (ports.get(i).head() != null || !ports.get(i).ended()) {
        return false;
      }
    }
    return true;
  }

  private void finish() {
    ended = true;
    for (CollectorPort port : ports) {
      port.discard(); // nobody will take it
    }
    node.end();
  }

  // ---- ORDERED

  private boolean fireOrdered() {
    CollectorPort lowest = null;
    for (int i = 0; i < ports.size(); i++) {
      CollectorPort port = ports.get(i);
      Buffer head = port.head();
      if (head != null && (lowest == null || time(head) < time(front(lowest)))) {
        lowest = port;
      }
    }
    if (lowest == null) {
      if (allEnded()) {
        finish();
      }
      return false;
    }
    long time = time(front(lowest));
    for (int i = 0; i < ports.size(); i++) {
      if (missing(ports.get(i), time)) {
        return false;
      }
    }
    if (node.process(lowest.pad(), lowest.take()) == Flow.EOS) {
      finish();
    }
    return true;
  }

  private static Buffer front(CollectorPort port) {
    Buffer head = port.head();
    if (head == null) {
      throw new IllegalStateException("port has no buffer port=" + port.pad().name());
    }
    return head;
  }

  /** Decoding time, else presentation time; buffers without any come first. */
  private static long time(Buffer buffer) {
    return buffer.dts() != Buffer.NO_TIME ? buffer.dts() : buffer.pts();
  }

  // ---- ALIGNED

  private boolean fireAligned() {
    if (allEnded()) {
      finish();
      return false;
    }
    dropLate();
    boolean any = false;
    for (int i = 0; i < ports.size(); i++) {
      CollectorPort port = ports.get(i);
      boolean waits = strict || i == 0;
      if (waits && missing(port, position)) {
        return false;
      }
      any |= port.head() != null;
    }
    if (!any) {
      return false;
    }
    mix();
    return true;
  }

  private void dropLate() {
    for (int i = 0; i < ports.size(); i++) {
      CollectorPort port = ports.get(i);
      Buffer head;
      while ((head = port.head()) != null
          && position != Buffer.NO_TIME
          && end(head) <= position
          && end(head) != Buffer.NO_TIME) {
        port.take().close();
        late++;
      }
    }
  }

  /** End of a buffer, or {@link Buffer#NO_TIME} when unknown. */
  private static long end(Buffer buffer) {
    return buffer.pts() == Buffer.NO_TIME
            || buffer.duration() <= 0
            || buffer.pts() > Long.MAX_VALUE - buffer.duration()
        ? Buffer.NO_TIME
        : buffer.pts() + buffer.duration();
  }

  private void mix() {
    long start = start();
    long stop = stop(start);
    for (int i = 0; i < ports.size(); i++) {
      CollectorPort port = ports.get(i);
      Buffer head = port.head();
      boolean covers =
          head != null
              && (head.pts() == Buffer.NO_TIME || stop == Buffer.NO_TIME || head.pts() < stop);
      port.pad().head(covers ? head : null);
    }
    long duration =
        start == Buffer.NO_TIME || stop == Buffer.NO_TIME ? Buffer.NO_TIME : stop - start;
    List<OutputPad<?>> outs = node.adapter().outputPads();
    for (int i = 0; i < outs.size(); i++) { // no iterator for each interval
      outs.get(i).stamp(start, duration);
    }
    Flow flow = node.mix();
    for (int i = 0; i < ports.size(); i++) {
      CollectorPort port = ports.get(i);
      boolean shown = port.pad().head() != null;
      port.pad().head(null);
      Buffer head = port.head();
      if (shown
          && head != null
          && (stop == Buffer.NO_TIME || end(head) == Buffer.NO_TIME || end(head) <= stop)) {
        port.take().close();
      }
    }
    position = stop;
    if (flow == Flow.EOS) {
      finish();
    }
  }

  private long start() {
    long start = Long.MAX_VALUE;
    for (int i = 0; i < ports.size(); i++) {
      Buffer head = ports.get(i).head();
      if (head != null && head.pts() != Buffer.NO_TIME) {
        start = Math.min(start, head.pts());
      }
    }
    if (start == Long.MAX_VALUE) {
      return Buffer.NO_TIME;
    }
    return position == Buffer.NO_TIME ? start : Math.max(position, start);
  }

  /** The first end of a head, or the first start of one that comes later. */
  private long stop(long start) {
    if (start == Buffer.NO_TIME) {
      return Buffer.NO_TIME;
    }
    long stop = Long.MAX_VALUE;
    for (int i = 0; i < ports.size(); i++) {
      Buffer head = ports.get(i).head();
      if (head == null || head.pts() == Buffer.NO_TIME) {
        continue;
      }
      if (head.pts() > start) {
        stop = Math.min(stop, head.pts());
      } else if (end(head) != Buffer.NO_TIME) {
        stop = Math.min(stop, end(head));
      }
    }
    return stop == Long.MAX_VALUE ? Buffer.NO_TIME : stop;
  }

  // ---- ZIPPED

  /** The first input without a buffer decides: wait for it, or end with it. */
  private boolean fireZipped() {
    for (int i = 0; i < ports.size(); i++) {
      CollectorPort port = ports.get(i);
      if (port.head() == null) {
        if (port.ended()) {
          finish();
        }
        return false;
      }
    }
    for (int i = 0; i < ports.size(); i++) {
      ports.get(i).pad().head(ports.get(i).head());
    }
    Flow flow = node.mix();
    for (int i = 0; i < ports.size(); i++) {
      ports.get(i).pad().head(null);
      ports.get(i).take().close();
    }
    if (flow == Flow.EOS) {
      finish();
    }
    return true;
  }

  // ---- control

  void reset() {
    for (CollectorPort port : ports) {
      port.clear();
    }
    position = Buffer.NO_TIME;
    reference = null;
    ended = false;
    for (OutputPad<?> out : node.adapter().outputPads()) {
      out.stamp(Buffer.NO_TIME, Buffer.NO_TIME);
    }
  }

  /** A port that keeps the element waiting, or null. */
  @Nullable CollectorPort missingPort() {
    for (CollectorPort port : ports) {
      if (missing(port, position)) {
        return port;
      }
    }
    return null;
  }

  void starved(CollectorPort full) {
    CollectorPort missing = missingPort();
    throw RunErrors.starved(
        node.name() + "." + (missing == null ? "?" : missing.pad().name()),
        node.name() + "." + full.pad().name(),
        full.level(),
        null);
  }
}
