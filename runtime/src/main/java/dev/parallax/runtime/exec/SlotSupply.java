package dev.parallax.runtime.exec;

/** A pool that somebody waits for: of this process, or of an element that runs in another. */
interface SlotSupply {
  /** Whether a buffer was given back, and its owner has yet to wake. */
  boolean hasFree();

  /** Lets a starving pipeline have more; false at the hard bound. */
  boolean grow();

  /** Name for messages. */
  String name();
}
