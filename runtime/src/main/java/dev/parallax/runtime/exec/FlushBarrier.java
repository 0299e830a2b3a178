package dev.parallax.runtime.exec;

import dev.parallax.runtime.element.Event;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A flush. Every domain gives up what it does and comes here; while it waits it keeps its channels
 * empty, so that whoever still waits for room or for a slot gets it. When all are here nothing is
 * under way: every domain resets its elements, and sources seek. When all have done that, elements
 * that know positions seek for sources that do not, and the stream goes on.
 */
final class FlushBarrier {
  private final Engine engine;
  private final List<Domain> domains;
  private final Event.@Nullable Seek seek;
  private final Domain.Command after;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger reset = new AtomicInteger();
  private final AtomicInteger translated = new AtomicInteger();
  private final CountDownLatch done;

  FlushBarrier(
      Engine engine, List<Domain> domains, Event.@Nullable Seek seek, Domain.Command after) {
    this.engine = engine;
    this.domains = List.copyOf(domains);
    this.seek = seek;
    this.after = after;
    done = new CountDownLatch(domains.size());
  }

  /** On the domain's thread. */
  void join(Domain domain) {
    domain.nodes().forEach(Node::discard);
    if (!pass(domain, arrived, true)) {
      return;
    }
    discard(domain);
    domain.inputs().forEach(Channel::reopen);
    domain.nodes().forEach(Node::reset);
    Event.Seek to = seek;
    Node source = domain.source();
    if (to != null && source != null) {
      source.seeking().seek(to);
    }
    if (!pass(domain, reset, false) || to != null && !translate(domain, to)) {
      return;
    }
    domain.resume(after);
    if (to != null && source != null) {
      source.seeking().begin(to);
    }
    done.countDown();
  }

  private boolean translate(Domain domain, Event.Seek to) {
    domain.nodes().forEach(node -> node.seeking().translate(to));
    return pass(domain, translated, false);
  }

  /** Waits until all domains were here; false when the pipeline stops meanwhile. */
  private boolean pass(Domain domain, AtomicInteger count, boolean drain) {
    if (count.incrementAndGet() == domains.size()) {
      if (drain) {
        engine.flushed(); // nobody runs before this domain comes to the second barrier
      }
      domains.forEach(Domain::poke);
    }
    while (count.get() < domains.size()) {
      if (domain.command() == Domain.Command.STOP) {
        return false;
      }
      if (drain) {
        discard(domain);
      }
      domain
          .waits()
          .awaitBarrier(
              () -> count.get() >= domains.size() || domain.command() == Domain.Command.STOP);
    }
    return true;
  }

  private static void discard(Domain domain) {
    domain.inputs().forEach(Channel::discard);
  }

  /** Waits until the stream goes on; false after the time limit. */
  boolean await(long millis) throws InterruptedException {
    return done.await(millis, TimeUnit.MILLISECONDS);
  }
}
