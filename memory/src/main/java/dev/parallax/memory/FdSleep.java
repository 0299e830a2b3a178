package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Eventfd;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Sleeping until a descriptor is readable or an eventfd is written. Made when first used.
 *
 * <p>When this process has no descriptor left for the eventfd, sleeps are short instead, so that a
 * ringer is heard a little late, and a server that has run out of descriptors serves on.
 *
 * <p>The monitor orders {@link #wake} and {@link #close}: a late ringer must not write to a
 * descriptor number that has been given to somebody else. It is held for a system call that never
 * blocks.
 */
final class FdSleep {
  private static final long NS_PER_S = 1_000_000_000L;
  private static final long NAP_NS = 10_000_000L;
  private static final int FDS = 0;
  private static final int TIMESPEC = 16;
  private static final int COUNTER = 32;
  private static final int ONE = 40;
  private static final int BYTES = 48;

  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, Long.BYTES);
  private final MemorySegment fds = memory.asSlice(FDS, 2 * Poll.POLLFD_BYTES);
  private final MemorySegment timespec = memory.asSlice(TIMESPEC, 16);
  private int eventFd = -1;

  /** Only the sleeper. */
  synchronized void prepare() {
    if (eventFd < 0) {
      memory.set(ValueLayout.JAVA_LONG, ONE, 1);
      eventFd = open();
    }
  }

  private static int open() {
    try {
      return Eventfd.eventfd(0, Eventfd.EFD_CLOEXEC | Eventfd.EFD_NONBLOCK);
    } catch (LinuxException e) {
      return switch (e.errno()) {
        case Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM -> -1; // the next sleep tries again
        default -> throw e;
      };
    }
  }

  /** Only the sleeper. Whether {@code fd} is readable, at its end or in error. */
  boolean sleep(int fd, long ns) {
    int bell = eventFd;
    long most = bell < 0 ? Math.min(ns, NAP_NS) : ns;
    Poll.set(fds, 0, fd, Poll.POLLIN);
    Poll.set(fds, 1, bell, Poll.POLLIN); // poll(2) passes over a negative one
    timespec.set(ValueLayout.JAVA_LONG, 0, most / NS_PER_S);
    timespec.set(ValueLayout.JAVA_LONG, 8, most % NS_PER_S);
    if (Poll.ppoll(fds, 2, timespec) <= 0) {
      return false;
    }
    if (Poll.revents(fds, 1) != 0) {
      FdIo.read(bell, memory, COUNTER, Long.BYTES); // back to 0; a would-block is as good
    }
    return Poll.revents(fds, 0) != 0;
  }

  /** Only the sleeper. Whether {@code fd} is readable now, at its end or in error; never waits. */
  boolean isReadable(int fd) {
    Poll.set(fds, 0, fd, Poll.POLLIN);
    return Poll.poll(fds, 1, 0) > 0;
  }

  /** Any thread. */
  synchronized void wake() {
    if (eventFd >= 0) {
      FdIo.write(eventFd, memory, ONE, Long.BYTES);
    }
  }

  synchronized void close() {
    if (eventFd >= 0) {
      Unistd.close(eventFd);
      eventFd = -1;
    }
  }
}
