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

/** Receives datagrams straight into free buffers, many with one call ({@code recvmmsg}). */
final class DatagramReceiver implements AutoCloseable {
  /** Buffers that it keeps free: datagrams taken with one call. */
  static final int BATCH = 32;

  private final int fd;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment messages = arena.allocate((long) BATCH * Mmsghdr.BYTES, 8);
  private final MemorySegment iovecs = arena.allocate((long) BATCH * Mmsghdr.IOVEC_BYTES, 8);
  private final MemorySegment[] iovec = new MemorySegment[BATCH];
  private final @Nullable Bytes[] free = new Bytes[BATCH];
  private long dropsSeen;

  /** Takes over a bound socket. */
  DatagramReceiver(int fd) {
    this.fd = fd;
    for (int i = 0; i < BATCH; i++) {
      iovec[i] = iovecs.asSlice((long) i * Mmsghdr.IOVEC_BYTES, Mmsghdr.IOVEC_BYTES);
      Mmsghdr.set(messages, i, null, 0, iovec[i], 1);
    }
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
        Bytes view = out.acquire();
        free[i] = view;
        Mmsghdr.iovec(iovec[i], 0, view.segment(), view.offset(), view.capacity());
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

  /** Whether datagram {@code i} of the last call was larger than its buffer, and is cut off. */
  boolean isCutOff(int i) {
    return (Mmsghdr.flags(messages, i) & Socket.MSG_TRUNC) != 0;
  }

  /** Datagram {@code i} of the last call, with its size; the caller's to send or close. */
  Bytes take(int i) {
    Bytes view = free[i];
    if (view == null) {
      throw new IllegalStateException("datagram was taken already index=" + i);
    }
    free[i] = null;
    view.resize(Mmsghdr.len(messages, i));
    return view;
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
