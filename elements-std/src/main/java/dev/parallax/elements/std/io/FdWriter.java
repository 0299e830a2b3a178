package dev.parallax.elements.std.io;

import dev.parallax.memory.FdIo;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Stat;
import dev.parallax.nativeglue.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;

/**
 * Writes whole buffers to a descriptor. To a pipe, terminal or socket it writes only what fits, so
 * that it can be interrupted while the other side does not read; then it knows how far it came. One
 * thread; allocates nothing per write.
 */
final class FdWriter implements AutoCloseable {
  /** A pipe that is ready takes this much without blocking (pipe(7), PIPE_BUF). */
  private static final int PIPE_BUF = 4096;

  private static final int POLL_MS = 50;

  private final int fd;
  private final boolean regular;
  private final BooleanSupplier interrupted;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);

  /** Where a regular file's stream started. */
  private final long origin;

  /** Where the next byte of a regular file goes. */
  private long position;

  /** Bytes that are out of what was to be written when a write was interrupted. */
  private long done;

  /**
   * Takes a descriptor, which stays the caller's.
   *
   * @param interrupted whether a write that waits should give up
   */
  FdWriter(int fd, BooleanSupplier interrupted) {
    this.fd = fd;
    this.interrupted = interrupted;
    regular = Stat.fstat(fd).isRegular();
    origin = regular ? Unistd.lseek(fd, 0, Unistd.SEEK_CUR) : 0;
    position = origin;
  }

  /**
   * Writes at the end.
   *
   * @return false: interrupted; to be called again with the same bytes, unless there is a {@link
   *     #reset}
   */
  boolean write(MemorySegment source, long offset, long count) {
    done += writeAll(source, offset + done, count - done);
    if (done < count) {
      return false;
    }
    done = 0;
    position += count;
    return true;
  }

  /** What was begun is not gone on with: a flush has taken it away. */
  void reset() {
    done = 0;
  }

  /**
   * Writes at a place counted from where the stream started, and goes back to the end; does nothing
   * where that is impossible.
   */
  void writeAt(long place, MemorySegment source, long offset, long count) {
    if (!regular) {
      return;
    }
    Unistd.lseek(fd, Math.addExact(origin, place), Unistd.SEEK_SET);
    long written = writeAll(source, offset, count);
    position = Math.max(position, origin + place + written);
    Unistd.lseek(fd, position, Unistd.SEEK_SET);
  }

  /** Bytes written: all, unless it was interrupted. */
  private long writeAll(MemorySegment source, long offset, long count) {
    long out = 0;
    while (out < count) {
      long n = count - out;
      if (!regular) {
        if (!awaitWritable()) {
          return out;
        }
        n = Math.min(n, PIPE_BUF);
      }
      long written = FdIo.write(fd, source, offset + out, n);
      out += written == FdIo.WOULD_BLOCK ? 0 : written;
    }
    return out;
  }

  private boolean awaitWritable() {
    while (!interrupted.getAsBoolean()) {
      Poll.set(poll, 0, fd, Poll.POLLOUT);
      int ready = Poll.poll(poll, 1, POLL_MS);
      if (ready != 0 && ready != -Errno.EINTR) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    arena.close();
  }
}
