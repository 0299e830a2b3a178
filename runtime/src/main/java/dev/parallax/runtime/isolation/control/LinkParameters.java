package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

/**
 * The memory of one port's link. Its files come with the same message: the link file that the host
 * writes, the one that the child writes, then the arena.
 *
 * @param port name of the port
 * @param input whether the child reads the arena; else it writes it
 * @param linkId unique among the links of the host
 * @param ringCapacity entries of each link file, a power of 2
 * @param maxLeases most leases that are out at a time, in each direction
 * @param arenaId as in the arena's header
 * @param slotCount slots of the arena
 * @param slotStride bytes from one slot to the next
 * @param slotCapacity payload bytes of a slot
 */
@Wire
public record LinkParameters(
    @MaxLength(256) String port,
    boolean input,
    long linkId,
    int ringCapacity,
    int maxLeases,
    long arenaId,
    int slotCount,
    long slotStride,
    long slotCapacity)
    implements ControlMessage.FromHost {

  /** Most entries of a ring. */
  public static final int MAX_RING = 1 << 16;

  /** Checks the bounds that need no other knowledge. */
  public LinkParameters {
    if (ringCapacity < 1 || ringCapacity > MAX_RING || Integer.bitCount(ringCapacity) != 1) {
      throw new IllegalArgumentException(
          "ring is no power of 2 up to " + MAX_RING + " ringCapacity=" + ringCapacity);
    }
    if (maxLeases < 1 || maxLeases > ringCapacity) {
      throw new IllegalArgumentException(
          "leases do not fit the ring maxLeases=" + maxLeases + " ringCapacity=" + ringCapacity);
    }
    if (slotCount < 1 || slotCapacity < 1 || slotStride < slotCapacity) {
      throw new IllegalArgumentException(
          "slots have no size slotCount="
              + slotCount
              + " slotStride="
              + slotStride
              + " slotCapacity="
              + slotCapacity);
    }
  }
}
