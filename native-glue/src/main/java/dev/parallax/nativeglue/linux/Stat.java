package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What {@link #fstat} tells of a file (struct stat of x86-64, asm/stat.h).
 *
 * @param dev device
 * @param ino inode number
 * @param mode type and permissions
 * @param size bytes
 * @param blksize preferred block of I/O in bytes
 * @param blocks units of 512 bytes that are allocated
 */
public record Stat(long dev, long ino, int mode, long size, long blksize, long blocks) {
  private static final int NR_FSTAT = 5;
  private static final int NR_FCHMOD = 91;
  private static final int BYTES = 144;
  private static final int MODE = 24;
  private static final int SIZE = 48;
  private static final int BLKSIZE = 56;
  private static final int BLOCKS = 64;
  private static final int BLOCK_BYTES = 512;
  private static final int S_IFMT = 0xF000;
  private static final int S_IFIFO = 0x1000;
  private static final int S_IFCHR = 0x2000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFSOCK = 0xC000;

  /** Asks about an open file. */
  public static Stat fstat(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment s = arena.allocate(BYTES, 8);
      long r = Sys.call(NR_FSTAT, fd, s.address(), 0);
      if (r < 0) {
        throw new LinuxException((int) -r, "fstat", "fd=" + fd);
      }
      return new Stat(
          s.get(ValueLayout.JAVA_LONG, 0),
          s.get(ValueLayout.JAVA_LONG, 8),
          s.get(ValueLayout.JAVA_INT, MODE),
          s.get(ValueLayout.JAVA_LONG, SIZE),
          s.get(ValueLayout.JAVA_LONG, BLKSIZE),
          s.get(ValueLayout.JAVA_LONG, BLOCKS));
    }
  }

  /**
   * Sets the permissions of an open file. Of a local socket before {@code bind}: of the file that
   * bind will make, less the umask.
   */
  public static void fchmod(int fd, int mode) {
    long r = Sys.call(NR_FCHMOD, fd, mode, 0);
    if (r < 0) {
      throw new LinuxException(
          (int) -r, "fchmod", "fd=" + fd + " mode=0" + Integer.toOctalString(mode));
    }
  }

  /** Whether no part of it is a hole. */
  public boolean isAllocated() {
    return blocks >= (size + BLOCK_BYTES - 1) / BLOCK_BYTES;
  }

  /** Whether it is a regular file (a memfd is one). */
  public boolean isRegular() {
    return (mode & S_IFMT) == S_IFREG;
  }

  /** Whether it is a pipe. */
  public boolean isPipe() {
    return (mode & S_IFMT) == S_IFIFO;
  }

  /** Whether it is a character device, such as a terminal. */
  public boolean isCharacterDevice() {
    return (mode & S_IFMT) == S_IFCHR;
  }

  /** Whether it is a socket. */
  public boolean isSocket() {
    return (mode & S_IFMT) == S_IFSOCK;
  }
}
