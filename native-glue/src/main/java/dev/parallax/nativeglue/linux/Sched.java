package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/** {@code sched.h}. */
public final class Sched {
  private static final int NR_SCHED_GETAFFINITY = 204;
  private static final int MAX_CPUS = 8192;

  private Sched() {}

  /**
   * The processors that a thread may run on.
   *
   * @param pid kernel id of a thread, 0 for the caller
   */
  public static BitSet sched_getaffinity(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MAX_CPUS / Byte.SIZE, Long.BYTES);
      long r = Sys.call(NR_SCHED_GETAFFINITY, pid, mask.byteSize(), mask.address());
      if (r < 0) {
        throw new LinuxException((int) -r, "sched_getaffinity", "pid=" + pid);
      }
      return BitSet.valueOf(mask.asSlice(0, r).toArray(ValueLayout.JAVA_BYTE));
    }
  }
}
