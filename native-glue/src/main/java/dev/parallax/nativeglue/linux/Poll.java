package dev.parallax.nativeglue.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code poll.h}. A {@code struct pollfd} is 8 bytes: {@code int fd, short events, short revents}.
 */
public final class Poll {
  /** Data can be read. */
  public static final short POLLIN = 0x1;

  /** Data can be written. */
  public static final short POLLOUT = 0x4;

  /** Failed; in revents only. */
  public static final short POLLERR = 0x8;

  /** The other end is closed; in revents only. */
  public static final short POLLHUP = 0x10;

  /** Not an open descriptor; in revents only. */
  public static final short POLLNVAL = 0x20;

  /** Bytes of a {@code struct pollfd}. */
  public static final int POLLFD_BYTES = 8;

  private static final int EVENTS = 4;
  private static final int REVENTS = 6;
  private static final int NR_POLL = 7;
  private static final int NR_PPOLL = 271;
  private static final int SIGSET_BYTES = 8;

  private Poll() {}

  /** Fills entry {@code index}. */
  public static void set(MemorySegment fds, int index, int fd, short events) {
    long at = (long) index * POLLFD_BYTES;
    fds.set(ValueLayout.JAVA_INT, at, fd);
    fds.set(ValueLayout.JAVA_SHORT, at + EVENTS, events);
    fds.set(ValueLayout.JAVA_SHORT, at + REVENTS, (short) 0);
  }

  /** What happened to entry {@code index}. */
  public static short revents(MemorySegment fds, int index) {
    return fds.get(ValueLayout.JAVA_SHORT, (long) index * POLLFD_BYTES + REVENTS);
  }

  /**
   * Waits for descriptors.
   *
   * @param timeout milliseconds, -1 for ever
   * @return entries with revents, 0 after the time-out, or {@code -EINTR}
   */
  public static int poll(MemorySegment fds, int nfds, int timeout) {
    checkEntries(fds, nfds);
    try {
      return result(Sys.call(NR_POLL, fds.address(), nfds, timeout), "poll", nfds);
    } finally {
      Reference.reachabilityFence(fds);
    }
  }

  /**
   * As {@link #poll} with a {@code struct timespec} (16 bytes, changed by the call), or null for
   * ever; the signal mask stays.
   */
  public static int ppoll(MemorySegment fds, int nfds, @Nullable MemorySegment tmo_p) {
    checkEntries(fds, nfds);
    long timeout = tmo_p == null ? 0 : tmo_p.address();
    try {
      long r = Sys.call(NR_PPOLL, fds.address(), nfds, timeout, 0, SIGSET_BYTES, 0);
      return result(r, "ppoll", nfds);
    } finally {
      Reference.reachabilityFence(fds);
      Reference.reachabilityFence(tmo_p);
    }
  }

  private static void checkEntries(MemorySegment fds, int nfds) {
    Objects.checkFromIndexSize(0, (long) nfds * POLLFD_BYTES, fds.byteSize());
  }

  private static int result(long r, String call, int nfds) {
    if (r < 0 && r != -Errno.EINTR) {
      throw new LinuxException((int) -r, call, "nfds=" + nfds);
    }
    return (int) r;
  }
}
