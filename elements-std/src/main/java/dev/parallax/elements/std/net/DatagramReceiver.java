package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Datagrams;
import dev.parallax.elements.std.net.socket.Sockets;
import dev.parallax.memory.FdIo;
import dev.parallax.nativeglue.linux.Errno;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Mmsghdr;
import dev.parallax.nativeglue.linux.Socket;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Receives datagrams straight into free buffers, many with one call ({@code recvmmsg}). What is
 * longer than a buffer runs over into memory of its own and is put together again; from then on
 * buffers are that large.
 */
final class DatagramReceiver implements AutoCloseable {
  /** Buffers that it keeps free: datagrams taken with one call. */
  static final int BATCH = 32;

  private static final int SPILL = 1 << 16;

  private final int fd;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment messages = arena.allocate((long) BATCH * Mmsghdr.BYTES, 8);
  private final MemorySegment iovecs = arena.allocate(2L * BATCH * Mmsghdr.IOVEC_BYTES, 8);
  private final MemorySegment spill = arena.allocate((long) BATCH * SPILL, 64);
  private final @Nullable Bytes[] free = new Bytes[BATCH];
  private int slotBytes;
  private long dropsSeen;

  /** Takes over a bound socket. */
  DatagramReceiver(int fd, int slotBytes) {
    this.fd = fd;
    this.slotBytes = slotBytes;
    dropsSeen = Datagrams.drops(fd);
  }

  int fd() {
    return fd;
  }

  /**
   * Takes what has come.
   *
   * @return datagrams, of which {@link #take} gives each once; 0 for none
   */
  int receive(Emitter<Bytes> out, int most) throws IOException {
    int want = Math.min(BATCH, most);
    for (int i = 0; i < want; i++) {
      if (free[i] == null) {
        prepare(i, out.acquire(slotBytes));
      }
    }
    int n;
    do {
      n = Socket.recvmmsg(fd, messages, want, Socket.MSG_DONTWAIT);
    } while (n == -Errno.EINTR);
    if (n < 0 && n != FdIo.WOULD_BLOCK && n != -Errno.ECONNREFUSED) {
      throw Sockets.failure(
          "cannot receive", "udp port " + Sockets.port(fd), new LinuxException(-n, "recvmmsg", ""));
    }
    return Math.max(n, 0);
  }

  private void prepare(int i, Bytes view) {
    free[i] = view;
    MemorySegment iov = iovecs.asSlice(2L * i * Mmsghdr.IOVEC_BYTES, 2L * Mmsghdr.IOVEC_BYTES);
    Mmsghdr.iovec(iov, 0, view.segment(), view.offset(), room(view));
    Mmsghdr.iovec(iov, 1, spill, (long) i * SPILL, SPILL);
    Mmsghdr.set(messages, i, null, 0, iov, 2);
  }

  private long room(Bytes view) {
    return Math.min(view.capacity(), slotBytes);
  }

  /** Datagram {@code i} of the last call, with its size; the caller's to send or close. */
  Bytes take(Emitter<Bytes> out, int i) {
    Bytes view = free[i];
    if (view == null) {
      throw new IllegalStateException("datagram was taken already index=" + i);
    }
    free[i] = null;
    int length = Mmsghdr.len(messages, i);
    long room = room(view);
    if (length <= room) {
      view.resize(length);
      return view;
    }
    slotBytes = Math.max(slotBytes, Math.min(length, SPILL));
    Bytes whole = out.acquire(length);
    whole.resize(length);
    MemorySegment to = whole.segment();
    MemorySegment.copy(view.segment(), view.offset(), to, whole.offset(), room);
    MemorySegment.copy(spill, (long) i * SPILL, to, whole.offset() + room, length - room);
    view.close();
    return whole;
  }

  /** Gives the free buffers back. */
  void release() {
    for (int i = 0; i < BATCH; i++) {
      Bytes view = free[i];
      free[i] = null;
      if (view != null) {
        view.close();
      }
    }
  }

  /** Datagrams that the kernel dropped since the last question. */
  long newDrops() {
    long now = Datagrams.drops(fd);
    long more = now - dropsSeen & 0xffff_ffffL; // the kernel counts in 32 bits
    dropsSeen = now;
    return more;
  }

  @Override
  public void close() {
    release();
    Sockets.close(fd);
    arena.close();
  }
}
