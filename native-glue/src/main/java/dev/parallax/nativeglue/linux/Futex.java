package dev.parallax.nativeglue.linux;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code linux/futex.h}: sleeping on a word of memory. All these calls may block. */
public final class Futex {
  /** Sleep while the word has a value. */
  public static final int FUTEX_WAIT = 0;

  /** Wake sleepers. */
  public static final int FUTEX_WAKE = 1;

  /** Flag of an operation: the word is not shared with other processes. */
  public static final int FUTEX_PRIVATE_FLAG = 128;

  /** Flag of {@code struct futex_waitv}: a 4-byte word. */
  public static final int FUTEX2_SIZE_U32 = 0x02;

  /** Flag of {@code struct futex_waitv}: the word is not shared with other processes. */
  public static final int FUTEX2_PRIVATE = 128;

  /** Bytes of {@code struct futex_waitv}: u64 val, u64 uaddr, u32 flags, u32 reserved. */
  public static final int WAITV_BYTES = 24;

  /** Most words of one {@link #futex_waitv}. */
  public static final int WAITV_MAX = 128;

  /** Clock of {@link #futex_waitv}'s time-out that {@link System#nanoTime} reads. */
  public static final int CLOCK_MONOTONIC = 1;

  private static final int WORD_BYTES = 4;
  private static final int TIMESPEC_BYTES = 16;
  private static final int NR_FUTEX = 202;
  private static final int NR_FUTEX_WAITV = 449;

  private Futex() {}

  /**
   * Waits on or wakes a word.
   *
   * @param uaddr the word, 4-byte aligned
   * @param futexOp {@link #FUTEX_WAIT} or {@link #FUTEX_WAKE}, with {@link #FUTEX_PRIVATE_FLAG}
   * @param val value to sleep on, or how many to wake
   * @param timeout relative {@code struct timespec}, or null for ever
   * @return number woken, 0 when woken, {@code -EAGAIN} when the word had another value, {@code
   *     -EINTR} or {@code -ETIMEDOUT}
   */
  public static int futex(
      MemorySegment uaddr, int futexOp, int val, @Nullable MemorySegment timeout) {
    Objects.checkFromIndexSize(0, WORD_BYTES, uaddr.byteSize());
    long ts = timespec(timeout);
    try {
      long r = Sys.call(NR_FUTEX, uaddr.address(), futexOp, val, ts, 0, 0);
      return r >= 0 ? (int) r : expected(r, "futex", futexOp, val);
    } finally {
      Reference.reachabilityFence(uaddr);
      Reference.reachabilityFence(timeout);
    }
  }

  /**
   * Waits on several words (Linux 5.16).
   *
   * @param waiters {@code nrFutexes} entries of {@code struct futex_waitv}
   * @param timeout absolute {@code struct timespec} of {@code clockid}, or null for ever
   * @return index of a word that was woken, {@code -EAGAIN}, {@code -EINTR} or {@code -ETIMEDOUT}
   */
  public static int futex_waitv(
      MemorySegment waiters,
      int nrFutexes,
      int flags,
      @Nullable MemorySegment timeout,
      int clockid) {
    Objects.checkFromIndexSize(0, (long) nrFutexes * WAITV_BYTES, waiters.byteSize());
    long ts = timespec(timeout);
    try {
      long r = Sys.call(NR_FUTEX_WAITV, waiters.address(), nrFutexes, flags, ts, clockid, 0);
      return r >= 0 ? (int) r : expected(r, "futex_waitv", nrFutexes, flags);
    } finally {
      Reference.reachabilityFence(waiters);
      Reference.reachabilityFence(timeout);
    }
  }

  private static long timespec(@Nullable MemorySegment timeout) {
    if (timeout == null) {
      return 0;
    }
    Objects.checkFromIndexSize(0, TIMESPEC_BYTES, timeout.byteSize());
    return timeout.address();
  }

  private static int expected(long r, String call, int first, int second) {
    if (r == -Errno.EAGAIN || r == -Errno.EINTR || r == -Errno.ETIMEDOUT) {
      return (int) r;
    }
    throw new LinuxException((int) -r, call, "arguments=" + first + "," + second);
  }
}
