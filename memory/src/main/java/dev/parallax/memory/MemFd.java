package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Stat;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Files in memory that are shared in three steps: whoever makes one fixes its size; its one writer
 * maps it and lets nobody map it for writing after him; only then others map it, read-only, and
 * check both first. Each step is a seal, which no process can take back.
 */
public final class MemFd {
  /** The size is fixed. */
  public static final int SIZE_SEALS = Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_GROW;

  /** Only mappings that exist may write, and these seals are the last. */
  public static final int WRITER_SEALS = Fcntl.F_SEAL_FUTURE_WRITE | Fcntl.F_SEAL_SEAL;

  private static final int ALL_SEALS = SIZE_SEALS | WRITER_SEALS;

  private MemFd() {}

  /**
   * Makes a file, with all its memory. Its size is not sealed yet.
   *
   * @param name for {@code /proc} only
   * @param bytes size
   * @param moreFlags of memfd_create, or 0
   * @return the descriptor, the caller's
   * @throws LinuxException when memory or descriptors are short
   */
  public static int create(String name, long bytes, int moreFlags) {
    int fd = memfd(name, Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING | moreFlags);
    try {
      Unistd.ftruncate(fd, bytes);
      int r;
      do {
        r = Fcntl.fallocate(fd, 0, 0, bytes);
      } while (r == -Errno.EINTR);
      return fd;
    } catch (RuntimeException e) {
      Unistd.close(fd);
      throw e;
    }
  }

  /** Not executable where the kernel knows that (Linux 6.3). */
  private static int memfd(String name, int flags) {
    try {
      return Mman.memfd_create(name, flags | Mman.MFD_NOEXEC_SEAL);
    } catch (LinuxException e) {
      if (e.errno() != Errno.EINVAL) {
        throw e;
      }
      return Mman.memfd_create(name, flags);
    }
  }

  /**
   * Checks that a file has its final seals, so that it can neither shrink nor be written by new
   * mappings, and that it has no holes: reading one would take memory of this process, and the
   * seals forbid punching them later.
   *
   * @param what for messages
   * @param maxBytes larger files are refused
   * @return the file's size
   * @throws ArenaException when it is not such a file
   */
  public static long checkSealed(int fd, String what, long maxBytes) {
    return check(fd, what, ALL_SEALS, maxBytes);
  }

  /** As {@link #checkSealed}, for who is to be the writer: only the size must be sealed. */
  public static long checkSized(int fd, String what, long maxBytes) {
    return check(fd, what, SIZE_SEALS, maxBytes);
  }

  /**
   * Takes away what a file has behind its end, which no size tells of: it counts as allocated, so
   * that as many holes would not be noticed by the checks. To be called before them for a file that
   * was made by a program that may allocate memory so. The size must be sealed: then nothing comes
   * there again.
   *
   * @param what for messages
   * @throws ArenaException when its size is not sealed, or it is not open for writing
   */
  public static void trim(int fd, String what) {
    try {
      checkSeals(fd, what, SIZE_SEALS);
      Unistd.ftruncate(fd, Stat.fstat(fd).size());
    } catch (LinuxException e) {
      throw new ArenaException(what + " file refused: fd=" + fd + " is no writable memfd", e);
    }
  }

  private static void checkSeals(int fd, String what, int needed) {
    int seals = Fcntl.getSeals(fd);
    if ((seals & needed) != needed) {
      throw new ArenaException(
          what
              + " file refused: seals=0x"
              + Integer.toHexString(seals)
              + " needed=0x"
              + Integer.toHexString(needed));
    }
  }

  private static long check(int fd, String what, int needed, long maxBytes) {
    try {
      checkSeals(fd, what, needed);
      Stat stat = Stat.fstat(fd);
      if (!stat.isRegular() || stat.size() < ArenaHeader.PAGE || stat.size() > maxBytes) {
        throw new ArenaException(what + " file refused: size=" + stat.size() + " max=" + maxBytes);
      }
      if (!stat.isAllocated()) {
        throw new ArenaException(
            what + " file refused: has holes size=" + stat.size() + " blocks=" + stat.blocks());
      }
      return stat.size();
    } catch (LinuxException e) {
      throw new ArenaException(what + " file refused: fd=" + fd + " is no sealed memfd", e);
    }
  }

  /** A private copy of the file's first bytes. */
  public static byte[] head(int fd, String what, int bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(bytes, Long.BYTES);
      if (FdIo.pread(fd, copy, 0, bytes, 0) != bytes) {
        throw new ArenaException(what + " file refused: header is cut off");
      }
      return copy.toArray(ValueLayout.JAVA_BYTE);
    } catch (LinuxException e) {
      throw new ArenaException(what + " file refused: fd=" + fd + " can't be read", e);
    }
  }
}
