package dev.parallax.runtime.exec;

import java.util.List;
import java.util.function.BooleanSupplier;

/** The pool of an output whose element runs in another process, as far as it can starve. */
final class PeerPool implements SlotSupply {
  /** Each doubles it. */
  private static final int MAX_GROWTHS = 4;

  private final String name;
  private final Domain domain;
  private final Waiting.ForSlot waiting;
  private final BooleanSupplier readyOrWanted = this::isReadyOrWanted;
  private BooleanSupplier ready = () -> false;
  private volatile boolean wanted;
  private volatile int growths;

  PeerPool(String name, Domain domain, List<Domain> holders) {
    this.name = name;
    this.domain = domain;
    waiting = new Waiting.ForSlot(this, holders);
  }

  Waiting.ForSlot waiting() {
    return waiting;
  }

  /**
   * Waits for a buffer to be given back, until {@code condition}; false when the pipeline stops.
   * Allocates nothing, since an element may starve at each buffer. Only the domain's thread.
   */
  boolean await(Node by, BooleanSupplier condition) {
    BooleanSupplier outer = ready;
    ready = condition;
    try {
      return domain.waits().awaitPeer(waiting, by, readyOrWanted);
    } finally {
      ready = outer;
    }
  }

  private boolean isReadyOrWanted() {
    return wanted || ready.getAsBoolean();
  }

  @Override
  public boolean hasFree() {
    return false;
  }

  @Override
  public synchronized boolean grow() {
    if (growths == MAX_GROWTHS) {
      return false;
    }
    growths++;
    wanted = true;
    domain.bell().ring();
    return true;
  }

  /** Whether it is to grow. */
  boolean isWanted() {
    return wanted;
  }

  /** Whether it is to grow, which the caller sees to. */
  boolean takeWanted() {
    boolean now = wanted;
    wanted = false;
    return now;
  }

  @Override
  public String name() {
    return name;
  }
}
