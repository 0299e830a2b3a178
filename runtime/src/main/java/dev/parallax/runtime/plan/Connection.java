package dev.parallax.runtime.plan;

import dev.parallax.annotations.Delivery;
import dev.parallax.model.descriptor.PortDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from one real element to the next; queues and caps filters between them are part of it.
 *
 * @param first link out of the upstream element
 * @param last link into the downstream element
 * @param queue what the queues on the way and the last port ask for, as their properties are now;
 *     null: nothing
 */
record Connection(GraphLink first, GraphLink last, @Nullable QueueSpec queue) {
  private static final int DEFAULT_BOUND = 16;

  /** Entries that may wait in a queue without a limit of its own. */
  private static final int UNLIMITED = 1 << 12;

  private static final int MAX_BUFFERS = 1 << 16;

  /** The connection that begins with a link. */
  static Connection of(Graph graph, GraphLink first) {
    GraphLink last = first;
    QueueSpec queue = null;
    while (!last.to().isReal()) {
      if (last.to().isQueue()) {
        QueueSpec next = queueSpec(last.to());
        queue = queue == null ? next : queue.and(next);
      }
      last = graph.linkFrom(last.to());
    }
    QueueSpec delivery = delivery(last);
    if (delivery != null) {
      queue = queue == null ? delivery : queue.and(delivery);
    }
    return new Connection(first, last, queue);
  }

  private static QueueSpec queueSpec(GraphNode queue) {
    long buffers = queue.longProperty("max-size-buffers", 200);
    QueueSpec.Leak leak =
        switch (String.valueOf(queue.property("leaky"))) {
          case "upstream" -> QueueSpec.Leak.NEWEST;
          case "downstream" -> QueueSpec.Leak.OLDEST;
          default -> QueueSpec.Leak.NO;
        };
    return new QueueSpec(
        List.of(queue.name()),
        buffers <= 0 ? UNLIMITED : (int) Math.min(buffers, MAX_BUFFERS),
        queue.longProperty("max-size-bytes", 10L << 20),
        queue.longProperty("max-size-time", 0),
        leak,
        new QueueSpec.Threshold(
            (int) Math.min(queue.longProperty("min-threshold-buffers", 0), MAX_BUFFERS),
            queue.longProperty("min-threshold-bytes", 0),
            queue.longProperty("min-threshold-time", 0)));
  }

  private static @Nullable QueueSpec delivery(GraphLink last) {
    PortDescriptor port = port(last);
    if (port == null || port.delivery() == Delivery.EVERY) {
      return null;
    }
    int bound = port.delivery() == Delivery.LATEST ? 1 : port.bound();
    QueueSpec.Leak leak =
        port.delivery() == Delivery.DROP_NEWEST ? QueueSpec.Leak.NEWEST : QueueSpec.Leak.OLDEST;
    return new QueueSpec(List.of(), bound, 0, 0, leak, QueueSpec.Threshold.NONE);
  }

  /** Buffers that the port at its end takes. */
  int bound() {
    PortDescriptor port = port(last);
    return port == null ? DEFAULT_BOUND : port.bound();
  }

  private static @Nullable PortDescriptor port(GraphLink last) {
    for (PortDescriptor port : last.to().descriptor().inputs()) {
      if (port.matches(last.toPort())) {
        return port;
      }
    }
    return null;
  }
}
