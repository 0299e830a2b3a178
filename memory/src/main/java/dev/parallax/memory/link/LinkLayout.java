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
 *      0  u64 tail      entries written               one word for each 128 bytes, so that
 *    128  u64 head      entries taken from the        no two of them move between cores together
 *                       other side's file
 *    256  u32 asleep    not 0: wake me; another
 *                       number for each sleep
 *    384  u64 cur       input inside element code, 0 none
 *    392  i64 curSince  since when, System.nanoTime
 *    512  u32 bell      counts wake-ups; what the
 *                       other side sleeps on
 *   4096  entries       64 bytes each ({@link LinkEntry})
 *   then  metadata      what entries carry: a ring of bytes, free again when the other side's head
 *                       has passed the entry
 * </pre>
 */
final class LinkLayout {
  static final int PAGE = 4096;

  static final long TAIL = 0;
  static final long HEAD = 128;
  static final long ASLEEP = 256;
  static final long CUR = 384;
  static final long CUR_SINCE = 392;
  static final long BELL = 512;
  static final long ENTRIES = PAGE;
  static final int ENTRY_BYTES = 64;

  static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private LinkLayout() {}

  /**
   * The address of a file's page 1, after a check that all places of the plan lie in the mapping.
   * Whoever uses it keeps the mapping: a link checks that it is open, once for each call, and not
   * the segment at each word.
   */
  static long address(MemorySegment file, LinkPlan plan) {
    return RawMemory.address(file, 0, plan.mappedBytes());
  }
}
