package dev.parallax.elements.std.io;

import dev.parallax.memory.FdIo;
import dev.parallax.nativeglue.linux.Poll;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Reads a pipe, terminal or socket without ever blocking: asks first. One thread; allocates nothing
 * per read.
 */
final class FdReader implements AutoCloseable {
  private final int fd;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment poll = arena.allocate(Poll.POLLFD_BYTES, 8);

  FdReader(int fd) {
    this.fd = fd;
  }

  /**
   * Reads what is there.
   *
   * @return bytes, 0 at the end, or {@link FdIo#WOULD_BLOCK} when the descriptor is not readable
   *     yet
   */
  long read(MemorySegment target, long offset, long count) {
    Poll.set(poll, 0, fd, Poll.POLLIN);
    // Hang-up and errors count as readable: read() then tells the end or the cause.
    return Poll.poll(poll, 1, 0) <= 0 ? FdIo.WOULD_BLOCK : FdIo.read(fd, target, offset, count);
  }

  @Override
  public void close() {
    arena.close();
  }
}
