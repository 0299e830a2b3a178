package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;

/** Calls of {@code fcntl.h}. */
public final class Fcntl {
  /** Directory descriptor: the current directory. */
  public static final int AT_FDCWD = -100;

  /** Open for reading. */
  public static final int O_RDONLY = 0;

  /** Open for writing. */
  public static final int O_WRONLY = 1;

  /** Open for both. */
  public static final int O_RDWR = 2;

  /** Create when missing. */
  public static final int O_CREAT = 0x40;

  /** Fail when it exists. */
  public static final int O_EXCL = 0x80;

  /** Never make it the controlling terminal. */
  public static final int O_NOCTTY = 0x100;

  /** Empty it. */
  public static final int O_TRUNC = 0x200;

  /** Write at the end. */
  public static final int O_APPEND = 0x400;

  /** Never block. */
  public static final int O_NONBLOCK = 0x800;

  /** Fail when it is no directory. */
  public static final int O_DIRECTORY = 0x10000;

  /** Fail when it is a symbolic link. */
  public static final int O_NOFOLLOW = 0x20000;

  /** Not inherited over exec. */
  public static final int O_CLOEXEC = 0x80000;

  /** Only a handle on the path, neither reading nor writing. */
  public static final int O_PATH = 0x200000;

  /** No seal may be added. */
  public static final int F_SEAL_SEAL = 0x01;

  /** The file can't get smaller. */
  public static final int F_SEAL_SHRINK = 0x02;

  /** The file can't get larger. */
  public static final int F_SEAL_GROW = 0x04;

  /** Nobody may write. */
  public static final int F_SEAL_WRITE = 0x08;

  /** Only writable mappings that exist may write (Linux 5.1). */
  public static final int F_SEAL_FUTURE_WRITE = 0x10;

  /** {@link #fallocate}: keep the size. */
  public static final int FALLOC_FL_KEEP_SIZE = 0x01;

  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int F_ADD_SEALS = 1033;
  private static final int F_GET_SEALS = 1034;
  private static final int NR_FCNTL = 72;
  private static final int NR_OPENAT = 257;
  private static final int NR_MKDIRAT = 258;
  private static final int NR_FALLOCATE = 285;

  private Fcntl() {}

  /**
   * Opens a file. May block (a named pipe without its other end).
   *
   * @param mode permissions of a new file
   * @return a descriptor, or {@code -EINTR}
   */
  public static int openat(int dirfd, String pathname, int flags, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      long path = Sys.cString(arena, pathname).address();
      long r = Sys.call(NR_OPENAT, dirfd, path, flags, mode, 0, 0);
      if (r < 0 && r != -Errno.EINTR) {
        throw new LinuxException(
            (int) -r,
            "openat",
            "dirfd=" + dirfd + " pathname=" + pathname + " flags=0x" + Integer.toHexString(flags));
      }
      return (int) r;
    }
  }

  /**
   * Makes a directory.
   *
   * @return 0 or {@code -EEXIST}
   */
  public static int mkdirat(int dirfd, String pathname, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      long r = Sys.call(NR_MKDIRAT, dirfd, Sys.cString(arena, pathname).address(), mode);
      if (r < 0 && r != -Errno.EEXIST) {
        throw new LinuxException((int) -r, "mkdirat", "pathname=" + pathname);
      }
      return (int) r;
    }
  }

  /** {@code fcntl(fd, F_ADD_SEALS, seals)}: seals a memfd. */
  public static void addSeals(int fd, int seals) {
    fcntl(fd, F_ADD_SEALS, seals, "F_ADD_SEALS");
  }

  /** {@code fcntl(fd, F_GET_SEALS)}; EINVAL when the file can't be sealed. */
  public static int getSeals(int fd) {
    return fcntl(fd, F_GET_SEALS, 0, "F_GET_SEALS");
  }

  /** {@code fcntl(fd, F_GETFL)}: status flags and access mode. */
  public static int getFlags(int fd) {
    return fcntl(fd, F_GETFL, 0, "F_GETFL");
  }

  /** {@code fcntl(fd, F_SETFL, flags)}. */
  public static void setFlags(int fd, int flags) {
    fcntl(fd, F_SETFL, flags, "F_SETFL");
  }

  /**
   * Allocates the file's space.
   *
   * @return 0 or {@code -EINTR}
   */
  public static int fallocate(int fd, int mode, long offset, long len) {
    long r = Sys.call(NR_FALLOCATE, fd, mode, offset, len, 0, 0);
    if (r < 0 && r != -Errno.EINTR) {
      throw new LinuxException(
          (int) -r,
          "fallocate",
          "fd=" + fd + " mode=" + mode + " offset=" + offset + " len=" + len);
    }
    return (int) r;
  }

  private static int fcntl(int fd, int op, int arg, String opName) {
    long r = Sys.call(NR_FCNTL, fd, op, arg);
    if (r < 0) {
      throw new LinuxException(
          (int) -r, "fcntl", "fd=" + fd + " op=" + opName + " arg=0x" + Integer.toHexString(arg));
    }
    return (int) r;
  }
}
