package dev.parallax.runtime.exec;

import java.util.List;

/**
 * What a sleeping domain waits for, so that somebody can see that everybody waits for everybody.
 */
sealed interface Waiting {
  /** Entries on its inputs. */
  record ForInput() implements Waiting {
    static final ForInput INPUT = new ForInput();
  }

  /** Entries on its inputs, or the time of an element's timer. */
  record ForInputOrTime() implements Waiting {
    static final ForInputOrTime INPUT_OR_TIME = new ForInputOrTime();
  }

  /** Time, a file descriptor, or the application. */
  record ForWorld() implements Waiting {
    static final ForWorld WORLD = new ForWorld();
  }

  /** What an element that runs in another process does. */
  record ForPeer() implements Waiting {
    static final ForPeer PEER = new ForPeer();
  }

  /** The domain's source has ended: only a flush or the end is to come. */
  record ForNothing() implements Waiting {
    static final ForNothing NOTHING = new ForNothing();
  }

  /**
   * Room in a channel.
   *
   * @param channel the full channel
   */
  record ForRoom(Channel channel) implements Waiting {}

  /**
   * A free slot.
   *
   * @param pool the empty pool
   * @param holders domains that may hold its buffers
   */
  record ForSlot(SlotSupply pool, List<Domain> holders) implements Waiting {}

  /** Whether no element of the domain is in a call, so that properties may be set. */
  default boolean isBetweenCalls() {
    return isForInput() || this instanceof ForNothing;
  }

  /** Whether entries on its inputs wake it. */
  default boolean isForInput() {
    return this instanceof ForInput || this instanceof ForInputOrTime;
  }

  /** Whether domains may wait for each other like this. */
  default boolean mayBeCircular() {
    return this instanceof ForInput || this instanceof ForRoom || this instanceof ForSlot;
  }
}
