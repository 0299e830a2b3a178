package dev.parallax.runtime.exec;

import java.util.List;

/**
 * What the planner decided for an output port.
 *
 * @param queues boundaries that the port's buffers pass until somebody makes new ones
 * @param holders domains that may hold buffers of this port
 * @param need what is copied here when another process writes it
 */
record OutputPlan(List<QueueSpec> queues, List<Domain> holders, Crossings.Need need) {
  /** Of an output that nothing is linked to. */
  static final OutputPlan UNLINKED = new OutputPlan(List.of(), List.of(), Crossings.Need.NONE);

  /** Buffers under way outside of queues: one being made, one being consumed, one in between. */
  static final int MOVING = 3;

  /** Buffers that may be under way; {@code full}: they always fill their slots, as pictures do. */
  int slots(long slotBytes, boolean full) {
    long slots = MOVING;
    for (QueueSpec queue : queues) {
      slots += queue.slotsFor(slotBytes, full) + 1L;
    }
    return (int) Math.min(slots + slots / 8, 4096); // an eighth may be on its way back in a batch
  }
}
