package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.spi.StoppedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

  /**
   * Something has come for a sink: whether it may have it, which waits, on its thread, until it is
   * known where the stream begins. If not, because that is discarded, the buffer is closed.
   */
  static boolean admits(Node sink, @Nullable Buffer buffer) {
    Hold hold = sink.engine().hold();
    Wake wake = hold == null ? Wake.READY : hold.await(sink);
    if (wake == Wake.READY) {
      return true;
    }
    if (buffer != null) {
      buffer.close();
    }
    if (wake == Wake.STOPPED) {
      throw StoppedException.STOPPED;
    }
    return false;
  }

  private Wake await(Node sink) {
    arrived.add(sink.domain());
    sink.engine().parked();
    Wake wake = Wake.READY;
    while (wake == Wake.READY && !over) {
      wake = sink.domain().waits().await(Waiting.ForWorld.WORLD, sink, () -> over);
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
