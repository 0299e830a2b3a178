package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Futex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Sleeps on a word that counts wake-ups: a wake-up between {@link #prepare} and the system call has
 * changed the word, and the kernel then refuses to sleep.
 */
final class FutexDoorbell extends SleepingDoorbell {
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final int LINE = 64;

  private final MemorySegment memory = Arena.ofAuto().allocate(2 * LINE, LINE);
  private final MemorySegment timespec = memory.asSlice(LINE, 16);
  private int seen;

  @Override
  void prepare() {
    seen = (int) INT.getVolatile(memory, 0L);
  }

  @Override
  void sleep(long ns) {
    timespec.set(ValueLayout.JAVA_LONG, 8, ns); // a slice is less than a second
    Futex.futex(memory, Futex.FUTEX_WAIT | Futex.FUTEX_PRIVATE_FLAG, seen, timespec);
  }

  @Override
  void wake() {
    int unused = (int) INT.getAndAdd(memory, 0L, 1);
    Futex.futex(memory, Futex.FUTEX_WAKE | Futex.FUTEX_PRIVATE_FLAG, 1, null);
  }
}
