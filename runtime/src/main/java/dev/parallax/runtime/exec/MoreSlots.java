package dev.parallax.runtime.exec;

/**
 * Buffers that consumers keep beside those that were planned.
 *
 * @param own of elements of this process
 * @param foreign of elements of other processes, as these say: nobody knows whether they do
 */
record MoreSlots(int own, int foreign) {
  static final MoreSlots NONE = new MoreSlots(0, 0);

  /** Most memory for what other processes say. */
  static final long MAX_FOREIGN_BYTES = 1L << 30;

  MoreSlots plus(int slots, boolean isForeign) {
    return isForeign ? new MoreSlots(own, foreign + slots) : new MoreSlots(own + slots, foreign);
  }

  /** How many a pool of such slots is to have. */
  int of(long slotBytes) {
    return own + (int) Math.min(foreign, MAX_FOREIGN_BYTES / Math.max(1, slotBytes));
  }
}
