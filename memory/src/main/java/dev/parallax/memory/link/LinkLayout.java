package dev.parallax.memory.link;

import dev.parallax.memory.raw.RawMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Places in a link's file, of which one process is the only writer. Words and entries are little
 * endian, which is the order of the one processor family that this runs on, and 8-aligned. Page 0
 * never changes ({@link LinkHeader}); both sides map the file from page 1 on, where the places
 * below count from:
 *
 * <pre>
 *      0  u64 head      entries taken from the        one word for each 128 bytes, so that
 *                       other side's file             no two of them move between cores together
 *    128  u32 asleep    not 0: wake me; another
 *                       number for each sleep
 *    256  u64 cur       input inside element code, 0 none
 *    264  i64 curSince  since when, System.nanoTime
 *    384  u32 bell      counts wake-ups; what the
 *                       other side sleeps on
 *   4096  entries       64 bytes each ({@link LinkEntry})
 *   then  metadata      what entries carry: a ring of bytes, free again when the other side's head
 *                       has passed the entry
 * </pre>
 *
 * There is no word that counts written entries. An entry's first word has a bit that changes with
 * each lap around the ring, and is written last: so the reader looks at one cache line for an entry
 * and not at two, one after the other, which halves what the line's way between two cores costs.
 */
final class LinkLayout {
  static final int PAGE = 4096;

  static final long HEAD = 0;
  static final long ASLEEP = 128;
  static final long CUR = 256;
  static final long CUR_SINCE = 264;
  static final long BELL = 384;
  static final long ENTRIES = PAGE;
  static final int ENTRY_BYTES = 64;

  /** Highest bit of an entry's type. */
  static final long LAP = 0x80;

  static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private LinkLayout() {}

  /** The bit of an entry's first word that tells whether the entry number {@code at} is written. */
  static long lap(long at, int capacity) {
    return (at & capacity) == 0 ? LAP : 0;
  }

  /**
   * The address of a file's page 1, after a check that all places of the plan lie in the mapping.
   * Whoever uses it keeps the mapping: a link checks that it is open, once for each call, and not
   * the segment at each word.
   */
  static long address(MemorySegment file, LinkPlan plan) {
    return RawMemory.address(file, 0, plan.mappedBytes());
  }
}
