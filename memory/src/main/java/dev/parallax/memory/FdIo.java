package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.MemorySegment;

/**
 * Transfers between descriptors and segments that start again when a signal interrupts them. They
 * allocate nothing; failures are a {@link dev.parallax.nativeglue.linux.LinuxException}.
 */
public final class FdIo {
  /** The descriptor is non-blocking and has nothing to give or take now: wait until it is ready. */
  public static final long WOULD_BLOCK = -Errno.EAGAIN;

  private FdIo() {}

  /**
   * Reads what is there, at most {@code count} bytes, into {@code buf} at {@code bufOffset}.
   *
   * @return bytes read, 0 at the end, or {@link #WOULD_BLOCK}
   */
  public static long read(int fd, MemorySegment buf, long bufOffset, long count) {
    long r;
    do {
      r = Unistd.read(fd, buf, bufOffset, count);
    } while (r == -Errno.EINTR);
    return r;
  }

  /** As {@link #read}, from {@code offset} of the file, whose position stays. */
  public static long pread(int fd, MemorySegment buf, long bufOffset, long count, long offset) {
    long r;
    do {
      r = Unistd.pread(fd, buf, bufOffset, count, offset);
    } while (r == -Errno.EINTR);
    return r;
  }

  /**
   * Writes up to {@code count} bytes of {@code buf} from {@code bufOffset}.
   *
   * @return bytes written, or {@link #WOULD_BLOCK}
   */
  public static long write(int fd, MemorySegment buf, long bufOffset, long count) {
    long r;
    do {
      r = Unistd.write(fd, buf, bufOffset, count);
    } while (r == -Errno.EINTR);
    return r;
  }
}
