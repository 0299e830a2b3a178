package dev.parallax.runtime.exec;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the sinks from what has come until it is known where the stream begins: elements that find
 * positions must have read the beginning before they can be asked, and nobody is to see that.
 */
final class Hold {
  /** A branch that gets nothing for so long is not waited for. */
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

  private final List<Domain> withSinks;
  private final Set<Domain> arrived = ConcurrentHashMap.newKeySet();
  private final long begun = System.nanoTime();
  private volatile boolean over;

  Hold(List<Domain> domains) {
    withSinks = domains.stream().filter(d -> d.nodes().stream().anyMatch(Node::isLeaf)).toList();
  }

  /** Something has come for a sink: waits, on its thread, until it may have it. */
  Domain.Wake await(Node sink) {
    arrived.add(sink.domain());
    sink.engine().parked();
    Domain.Wake wake = Domain.Wake.READY;
    while (wake == Domain.Wake.READY && !over) {
      wake = sink.domain().await(Waiting.ForWorld.WORLD, sink, () -> over);
    }
    return wake;
  }

  /** Whether every thread with a sink waits, or has had its time. Any thread. */
  boolean isComplete() {
    return arrived.containsAll(withSinks) || System.nanoTime() - begun > PATIENCE_NS;
  }

  /** The sinks get what comes. */
  void end() {
    over = true;
    withSinks.forEach(Domain::poke);
  }
}
