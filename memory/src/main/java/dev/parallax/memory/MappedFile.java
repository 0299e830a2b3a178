package dev.parallax.memory;

import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Stat;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.MemorySegment;

/**
 * A file mapped read-only, for this process only. A file can't be sealed: when somebody truncates
 * it, an access through FFM throws {@link InternalError}, and vector or native code kills the JVM.
 * So it is never lent to another process nor given to elements; use it for files that the user
 * controls (tables, catalogues), and {@link FdIo#pread} for media.
 */
public final class MappedFile implements AutoCloseable {
  private final Mapping mapping;

  private MappedFile(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * Maps a whole regular file.
   *
   * @param maxBytes larger files are refused
   * @throws ArenaException when it is no regular file, empty or too large
   * @throws dev.parallax.nativeglue.linux.LinuxException when it can't be opened or mapped
   */
  public static MappedFile open(String path, long maxBytes) {
    int fd;
    do {
      // Non-blocking, so that a named pipe is refused below and does not hang here.
      fd =
          Fcntl.openat(
              Fcntl.AT_FDCWD, path, Fcntl.O_RDONLY | Fcntl.O_CLOEXEC | Fcntl.O_NONBLOCK, 0);
    } while (fd == -Errno.EINTR);
    try {
      Stat stat = Stat.fstat(fd);
      if (!stat.isRegular() || stat.size() == 0 || stat.size() > maxBytes) {
        throw new ArenaException(
            "file can't be mapped: path="
                + path
                + " regular="
                + stat.isRegular()
                + " size="
                + stat.size()
                + " max="
                + maxBytes);
      }
      return new MappedFile(Mapping.readOnly(fd, 0, stat.size()));
    } finally {
      Unistd.close(fd);
    }
  }

  /** The file's bytes, read-only, until {@link #close}. */
  public MemorySegment segment() {
    return mapping.segment();
  }

  @Override
  public void close() {
    mapping.close();
  }
}
