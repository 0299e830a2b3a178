package dev.parallax.memory.raw;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * All of the process's memory as one segment, and places in it that were checked.
 *
 * <p>A loop that loads vectors from segments it was given tests at each of them what kind the
 * segment is, whether it is alive, and the bounds. C2 moves these tests out of the loop, but not
 * once other kinds of segments have passed through the same lines of the JDK, which the Vector API
 * itself sees to before it is compiled; and the loop then takes twice its time, until the process
 * ends. Of a constant segment kind, life and size are known. So a loop asks for the places of its
 * rows first, which tests each of them once and for the whole range, and goes on with {@link #ALL}.
 *
 * <p>Whoever uses a place must hold the segment that it came from, and stay within the range that
 * was asked for: nothing else tests that.
 *
 * <p>What is left is the JDK's test that a place is within {@link #ALL}. C2 leaves it out where it
 * knows that it holds: so a place is known to be at most 2^62, and so far from 0 that no index of a
 * loop, were it the smallest of all ints, times the bytes of a vector's lane, leads below it.
 * {@link #ALL} begins as far below address 0. Without that, each call of a loop tested all of its
 * rows by some thirty instructions each, and loops over many rows took up to half as long again.
 */
public final class RawMemory {
  /** More than the smallest int times 8 bytes lies below 0; a place less this is an address. */
  private static final long BEFORE = 1L << 40;

  /** No address of a process has more bits. */
  private static final long MOST = (1L << 62) - 1;

  /** All addresses, by place. */
  @SuppressWarnings("restricted")
  public static final MemorySegment ALL =
      MemorySegment.ofAddress(-BEFORE).reinterpret(Long.MAX_VALUE);

  private RawMemory() {}

  /**
   * The place of a range of a segment in {@link #ALL}.
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
    return (segment.address() + at & MOST) + BEFORE;
  }
}
