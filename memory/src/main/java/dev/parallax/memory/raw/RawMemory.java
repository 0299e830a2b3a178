package dev.parallax.memory.raw;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * All of the process's memory as one segment, and addresses in it that were checked.
 *
 * <p>A loop that loads vectors from segments it was given tests at each of them what kind the
 * segment is, whether it is alive, and the bounds. C2 moves these tests out of the loop, but not
 * once other kinds of segments have passed through the same lines of the JDK, which the Vector API
 * itself sees to before it is compiled; and the loop then takes twice its time, until the process
 * ends. Of a constant segment kind, life and size are known. So a loop asks for the addresses of
 * its rows first, which tests each of them once and for the whole range, and goes on with {@link
 * #ALL}.
 *
 * <p>Whoever uses an address must hold the segment that it came from, and stay within the range
 * that was asked for: nothing else tests that.
 */
public final class RawMemory {
  /** All addresses. */
  @SuppressWarnings("restricted")
  public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private RawMemory() {}

  /**
   * The address of a range of a segment.
   *
   * @param at first byte
   * @param bytes number of bytes, 0 or more
   * @throws IndexOutOfBoundsException when the range is not within the segment
   * @throws IllegalArgumentException when the segment is an array
   * @throws IllegalStateException when the segment's memory was given back
   */
  public static long address(MemorySegment segment, long at, long bytes) {
    Objects.checkFromIndexSize(at, bytes, segment.byteSize());
    if (!segment.isNative()) {
      throw new IllegalArgumentException("an array has no address segment=" + segment);
    }
    if (!segment.scope().isAlive()) {
      throw new IllegalStateException("memory was given back segment=" + segment);
    }
    return segment.address() + at;
  }
}
