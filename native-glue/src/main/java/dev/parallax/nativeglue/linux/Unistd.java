package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * Calls of {@code unistd.h}.
 *
 * <p>{@link #read}, {@link #pread} and {@link #write} give the number of bytes, or {@code -EINTR}
 * or {@code -EAGAIN}, which are no failures; every other error is a {@link LinuxException}.
 */
public final class Unistd {
  /** {@link #lseek} from the start. */
  public static final int SEEK_SET = 0;

  /** {@link #lseek} from the current position. */
  public static final int SEEK_CUR = 1;

  /** {@link #lseek} from the end. */
  public static final int SEEK_END = 2;

  private static final int NR_READ = 0;
  private static final int NR_WRITE = 1;
  private static final int NR_CLOSE = 3;
  private static final int NR_LSEEK = 8;
  private static final int NR_IOCTL = 16;
  private static final int NR_PREAD64 = 17;
  private static final int NR_DUP = 32;
  private static final int NR_GETPID = 39;
  private static final int NR_FTRUNCATE = 77;
  private static final int NR_CHDIR = 80;
  private static final int NR_GETTID = 186;
  private static final int NR_PIPE2 = 293;
  private static final int TCGETS = 0x5401;
  private static final int TERMIOS_BYTES = 64;

  private Unistd() {}

  /**
   * Reads up to {@code count} bytes into {@code buf} at {@code bufOffset}; 0 at the end.
   *
   * @return bytes read, {@code -EINTR} or {@code -EAGAIN}
   */
  public static long read(int fd, MemorySegment buf, long bufOffset, long count) {
    checkTarget(buf, bufOffset, count);
    long r = Sys.transfer(NR_READ, fd, buf, bufOffset, count, 0);
    return r >= 0 ? r : retry(r, "read", fd, count);
  }

  /** As {@link #read}, from {@code offset} of the file, whose position stays. */
  public static long pread(int fd, MemorySegment buf, long bufOffset, long count, long offset) {
    checkTarget(buf, bufOffset, count);
    long r = Sys.transfer(NR_PREAD64, fd, buf, bufOffset, count, offset);
    return r >= 0 ? r : retry(r, "pread", fd, count);
  }

  /**
   * Writes up to {@code count} bytes of {@code buf} from {@code bufOffset}.
   *
   * @return bytes written, {@code -EINTR} or {@code -EAGAIN}
   */
  public static long write(int fd, MemorySegment buf, long bufOffset, long count) {
    checkNative(buf, bufOffset, count);
    long r = Sys.transfer(NR_WRITE, fd, buf, bufOffset, count, 0);
    return r >= 0 ? r : retry(r, "write", fd, count);
  }

  /**
   * Closes a descriptor. It is gone even when this throws, so never close it again; EINTR is
   * therefore success.
   */
  public static void close(int fd) {
    long r = Sys.call(NR_CLOSE, fd, 0, 0);
    if (r < 0 && r != -Errno.EINTR) {
      throw new LinuxException((int) -r, "close", "fd=" + fd);
    }
  }

  /** Moves the file's position and gives it. */
  public static long lseek(int fd, long offset, int whence) {
    long r = Sys.call(NR_LSEEK, fd, offset, whence);
    if (r < 0) {
      throw new LinuxException(
          (int) -r, "lseek", "fd=" + fd + " offset=" + offset + " whence=" + whence);
    }
    return r;
  }

  /** A second descriptor for the same open file. */
  public static int dup(int oldfd) {
    long r = Sys.call(NR_DUP, oldfd, 0, 0);
    if (r < 0) {
      throw new LinuxException((int) -r, "dup", "oldfd=" + oldfd);
    }
    return (int) r;
  }

  /** Makes a pipe: its reading and its writing end. */
  public static int[] pipe2(int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(ValueLayout.JAVA_INT, 2);
      long r = Sys.call(NR_PIPE2, fds.address(), flags, 0);
      if (r < 0) {
        throw new LinuxException((int) -r, "pipe2", "flags=0x" + Integer.toHexString(flags));
      }
      return fds.toArray(ValueLayout.JAVA_INT);
    }
  }

  /** Sets a file's size. */
  public static void ftruncate(int fd, long length) {
    long r = Sys.call(NR_FTRUNCATE, fd, length, 0);
    if (r < 0) {
      throw new LinuxException((int) -r, "ftruncate", "fd=" + fd + " length=" + length);
    }
  }

  /** Changes the directory; of the calling thread only when it has unshared its mounts. */
  public static void chdir(String path) {
    try (Arena arena = Arena.ofConfined()) {
      long r = Sys.call(NR_CHDIR, Sys.cString(arena, path).address(), 0, 0);
      if (r < 0) {
        throw new LinuxException((int) -r, "chdir", "path=" + path);
      }
    }
  }

  /** This process. */
  public static int getpid() {
    return (int) Sys.call(NR_GETPID, 0, 0, 0);
  }

  /** The calling thread's kernel id (of the carrier for a virtual thread). */
  public static int gettid() {
    return (int) Sys.call(NR_GETTID, 0, 0, 0);
  }

  /** Whether the descriptor is a terminal. A bad descriptor is a failure. */
  public static boolean isatty(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(TERMIOS_BYTES, 8);
      long r = Sys.call(NR_IOCTL, fd, TCGETS, termios.address());
      if (r == -Errno.EBADF) {
        throw new LinuxException(Errno.EBADF, "isatty", "fd=" + fd);
      }
      return r == 0;
    }
  }

  private static void checkTarget(MemorySegment buf, long offset, long count) {
    checkNative(buf, offset, count);
    if (buf.isReadOnly()) {
      throw new IllegalArgumentException("segment is read-only: bytes=" + buf.byteSize());
    }
  }

  private static void checkNative(MemorySegment buf, long offset, long count) {
    Objects.checkFromIndexSize(offset, count, buf.byteSize());
    if (!buf.isNative()) {
      throw new IllegalArgumentException("segment is on the heap: bytes=" + buf.byteSize());
    }
  }

  private static long retry(long r, String call, int fd, long count) {
    if (r == -Errno.EINTR || r == -Errno.EAGAIN) {
      return r;
    }
    throw new LinuxException((int) -r, call, "fd=" + fd + " count=" + count);
  }
}
