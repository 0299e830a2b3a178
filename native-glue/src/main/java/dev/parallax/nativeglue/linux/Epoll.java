package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * {@code sys/epoll.h}. A {@code struct epoll_event} is 12 bytes, packed: {@code uint32_t events,
 * uint64_t data}. An epoll descriptor is itself readable when one of its descriptors is ready.
 */
public final class Epoll {
  /** Not inherited over exec. */
  public static final int EPOLL_CLOEXEC = 0x80000;

  /** Add a descriptor. */
  public static final int EPOLL_CTL_ADD = 1;

  /** Remove a descriptor. */
  public static final int EPOLL_CTL_DEL = 2;

  /** Change what is waited for. */
  public static final int EPOLL_CTL_MOD = 3;

  /** Data can be read. */
  public static final int EPOLLIN = 0x1;

  /** Data can be written. */
  public static final int EPOLLOUT = 0x4;

  /** Failed; always reported. */
  public static final int EPOLLERR = 0x8;

  /** Closed; always reported. */
  public static final int EPOLLHUP = 0x10;

  /** The peer writes no more. */
  public static final int EPOLLRDHUP = 0x2000;

  /** Bytes of a {@code struct epoll_event}. */
  public static final int EVENT_BYTES = 12;

  private static final int NR_EPOLL_WAIT = 232;
  private static final int NR_EPOLL_CTL = 233;
  private static final int NR_EPOLL_CREATE1 = 291;
  private static final int DATA = 4;

  private Epoll() {}

  /** Makes a set. */
  public static int epollCreate1(int flags) {
    long r = Sys.call(NR_EPOLL_CREATE1, flags, 0, 0);
    if (r < 0) {
      throw new LinuxException((int) -r, "epoll_create1", "flags=0x" + Integer.toHexString(flags));
    }
    return (int) r;
  }

  /** Changes a set. */
  public static void epollCtl(int epfd, int op, int fd, int events, long data) {
    long r;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment event = arena.allocate(EVENT_BYTES, Integer.BYTES);
      event.set(ValueLayout.JAVA_INT, 0, events);
      event.set(ValueLayout.JAVA_LONG_UNALIGNED, DATA, data);
      r = Sys.call(NR_EPOLL_CTL, epfd, op, fd, event.address(), 0, 0);
    }
    if (r < 0) {
      throw new LinuxException((int) -r, "epoll_ctl", "epfd=" + epfd + " op=" + op + " fd=" + fd);
    }
  }

  /**
   * Waits.
   *
   * @param timeout milliseconds, -1 for ever
   * @return events written, 0 after the time-out, or {@code -EINTR}
   */
  public static int epollWait(int epfd, MemorySegment events, int maxevents, int timeout) {
    Objects.checkFromIndexSize(0, (long) maxevents * EVENT_BYTES, events.byteSize());
    long r = Sys.call(NR_EPOLL_WAIT, epfd, events.address(), maxevents, timeout, 0, 0);
    Reference.reachabilityFence(events);
    if (r < 0 && r != -Errno.EINTR) {
      throw new LinuxException((int) -r, "epoll_wait", "epfd=" + epfd);
    }
    return (int) r;
  }

  /** What happened in entry {@code index}. */
  public static int events(MemorySegment events, int index) {
    return events.get(ValueLayout.JAVA_INT_UNALIGNED, (long) index * EVENT_BYTES);
  }

  /** The data of entry {@code index}. */
  public static long data(MemorySegment events, int index) {
    return events.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) index * EVENT_BYTES + DATA);
  }
}
