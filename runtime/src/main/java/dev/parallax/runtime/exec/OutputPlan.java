package dev.parallax.runtime.exec;

import dev.parallax.runtime.plan.Crossings;
import dev.parallax.runtime.plan.QueueSpec;
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

  /** Buffers that may be under way; {@code full}: they always fill their slots, as pictures do. */
  int slots(long slotBytes, boolean full) {
    return QueueSpec.slotsFor(queues, slotBytes, full);
  }
}
