package dev.parallax.elements.std.net.socket;

import dev.parallax.memory.FdIo;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A connection that never blocks. One thread at a time. */
public sealed interface Wire extends AutoCloseable permits PlainWire, TlsWire {
  /** Nothing to give or take now: wait for {@link #wants}. */
  long WOULD_BLOCK = FdIo.WOULD_BLOCK;

  /**
   * Reads what is there.
   *
   * @return bytes, 0 at the end, or {@link #WOULD_BLOCK}
   */
  long read(MemorySegment target, long offset, long count) throws IOException;

  /**
   * Writes what fits.
   *
   * @return bytes that the kernel has taken, or {@link #WOULD_BLOCK}: call again with the same
   */
  long write(MemorySegment source, long offset, long count) throws IOException;

  /**
   * Whether the beginning of what a write was given, and did not count, is on its way: then nothing
   * but the same may be written next.
   */
  boolean isMidway();

  /**
   * Whether small writes that follow each other shall be gathered in packets (Nagle's algorithm)
   * instead of one being sent at once for each, which costs about twice the time. False sends what
   * is left. For TCP only; new connections do not gather.
   */
  void gather(boolean wanted);

  /** What to wait for after a read or a write that would block: {@link Poller#IN} or OUT. */
  int wants();

  /** Whether input waits that no descriptor tells of. */
  boolean hasInput();

  /** Gets a new connection ready; true when it is. */
  boolean handshake() throws IOException;

  /**
   * Says that nothing more will be written.
   *
   * @return false: the peer has no room for it; call again after {@link #wants}, or it is lost
   */
  boolean finish();

  /** Descriptor. */
  int fd();

  /** The other side, for messages. */
  String peer();

  @Override
  void close();
}
