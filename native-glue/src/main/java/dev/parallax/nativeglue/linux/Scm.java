package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;

/**
 * Descriptors over local sockets: {@code sendmsg} and {@code recvmsg} with {@code SCM_RIGHTS}
 * (unix(7), cmsg(3)), and {@code socketpair}. A received descriptor is always close-on-exec.
 */
public final class Scm {
  /** Type of a connected local socket that keeps messages apart, in order. */
  public static final int SOCK_SEQPACKET = 5;

  /** Most descriptors of one message ({@code SCM_MAX_FD}). */
  public static final int SCM_MAX_FD = 253;

  private static final int NR_SENDMSG = 46;
  private static final int NR_RECVMSG = 47;
  private static final int NR_SOCKETPAIR = 53;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_CTRUNC = 0x8;
  private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;

  private static final int MSGHDR_BYTES = 56;
  private static final int IOV_AT = 16;
  private static final int IOVLEN_AT = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROLLEN_AT = 40;
  private static final int FLAGS_AT = 48;
  private static final int CMSGHDR_BYTES = 16;
  private static final int LEVEL_AT = 8;
  private static final int TYPE_AT = 12;

  private Scm() {}

  /**
   * One received message.
   *
   * @param result bytes, 0 at the end of the connection, or the error number negated
   * @param fds descriptors that came along, the caller's
   * @param truncated whether the message did not fit the buffer
   * @param refused whether more descriptors came than were allowed: they are closed, all of them
   */
  public record Received(long result, int[] fds, boolean truncated, boolean refused) {}

  /** Makes two connected local sockets. */
  public static int[] socketpair(int type) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(ValueLayout.JAVA_INT, 2);
      long r = Sys.call(NR_SOCKETPAIR, Socket.AF_UNIX, type, 0, fds.address(), 0, 0);
      if (r < 0) {
        throw new LinuxException((int) -r, "socketpair", "type=0x" + Integer.toHexString(type));
      }
      return fds.toArray(ValueLayout.JAVA_INT);
    }
  }

  /**
   * Sends up to {@code len} bytes of {@code buf} from {@code bufOffset}, and descriptors, which
   * stay the caller's.
   *
   * @param fds at most {@link #SCM_MAX_FD}; when there are any, {@code len} must not be 0
   * @return bytes taken, or the error number negated
   */
  public static long sendmsg(
      int sockfd, MemorySegment buf, long bufOffset, long len, int[] fds, int flags) {
    Objects.checkFromIndexSize(bufOffset, len, buf.byteSize());
    if (fds.length > SCM_MAX_FD || fds.length > 0 && len == 0) {
      throw new IllegalArgumentException(
          "message can't carry descriptors: fds=" + fds.length + " len=" + len);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment header = header(arena, buf, bufOffset, len);
      if (fds.length > 0) {
        MemorySegment control = control(arena, header, fds.length);
        control.set(ValueLayout.JAVA_LONG, 0, CMSGHDR_BYTES + 4L * fds.length);
        control.set(ValueLayout.JAVA_INT, LEVEL_AT, Socket.SOL_SOCKET);
        control.set(ValueLayout.JAVA_INT, TYPE_AT, SCM_RIGHTS);
        MemorySegment.copy(fds, 0, control, ValueLayout.JAVA_INT, CMSGHDR_BYTES, fds.length);
      }
      return Sys.call(NR_SENDMSG, sockfd, header.address(), flags);
    } finally {
      Reference.reachabilityFence(buf);
    }
  }

  /**
   * Receives one message, up to {@code len} bytes of it into {@code buf} at {@code bufOffset}.
   *
   * @param maxFds descriptors that may come along, 0 to {@link #SCM_MAX_FD}
   */
  public static Received recvmsg(
      int sockfd, MemorySegment buf, long bufOffset, long len, int maxFds, int flags) {
    Objects.checkFromIndexSize(bufOffset, len, buf.byteSize());
    Objects.checkIndex(maxFds, SCM_MAX_FD + 1);
    if (!buf.isNative() || buf.isReadOnly()) {
      throw new IllegalArgumentException("segment is on the heap or read-only: " + buf);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment header = header(arena, buf, bufOffset, len);
      MemorySegment control = control(arena, header, maxFds);
      long r = Sys.call(NR_RECVMSG, sockfd, header.address(), flags | MSG_CMSG_CLOEXEC);
      if (r < 0) {
        return new Received(r, new int[0], false, false);
      }
      int[] fds = descriptors(control, header.get(ValueLayout.JAVA_LONG, CONTROLLEN_AT));
      int got = header.get(ValueLayout.JAVA_INT, FLAGS_AT);
      boolean refused = (got & MSG_CTRUNC) != 0;
      if (refused) {
        for (int fd : fds) {
          Unistd.close(fd);
        }
        fds = new int[0];
      }
      return new Received(r, fds, (got & Socket.MSG_TRUNC) != 0, refused);
    } finally {
      Reference.reachabilityFence(buf);
    }
  }

  private static MemorySegment header(Arena arena, MemorySegment buf, long offset, long len) {
    if (!buf.isNative()) {
      throw new IllegalArgumentException("segment is on the heap: bytes=" + buf.byteSize());
    }
    MemorySegment iov = arena.allocate(Mmsghdr.IOVEC_BYTES, 8);
    Mmsghdr.iovec(iov, 0, buf, offset, len);
    MemorySegment header = arena.allocate(MSGHDR_BYTES, 8);
    header.set(ValueLayout.JAVA_LONG, IOV_AT, iov.address());
    header.set(ValueLayout.JAVA_LONG, IOVLEN_AT, 1);
    return header;
  }

  /** Exactly as long as so many descriptors need: the kernel fills what there is. */
  private static MemorySegment control(Arena arena, MemorySegment header, int fds) {
    long bytes = fds == 0 ? 0 : CMSGHDR_BYTES + 4L * fds;
    MemorySegment control = arena.allocate(bytes + CMSGHDR_BYTES, 8);
    header.set(ValueLayout.JAVA_LONG, CONTROL_AT, bytes == 0 ? 0 : control.address());
    header.set(ValueLayout.JAVA_LONG, CONTROLLEN_AT, bytes);
    return control;
  }

  /** All descriptors of all control messages; the kernel has written these. */
  private static int[] descriptors(MemorySegment control, long bytes) {
    int[] found = new int[0];
    long at = 0;
    while (at + CMSGHDR_BYTES <= bytes) {
      long length = control.get(ValueLayout.JAVA_LONG, at);
      if (length < CMSGHDR_BYTES || length > bytes - at) {
        break;
      }
      if (control.get(ValueLayout.JAVA_INT, at + LEVEL_AT) == Socket.SOL_SOCKET
          && control.get(ValueLayout.JAVA_INT, at + TYPE_AT) == SCM_RIGHTS) {
        int count = (int) (length - CMSGHDR_BYTES) / Integer.BYTES;
        int had = found.length;
        found = Arrays.copyOf(found, had + count);
        MemorySegment.copy(control, ValueLayout.JAVA_INT, at + CMSGHDR_BYTES, found, had, count);
      }
      at += (length + 7) / 8 * 8;
    }
    return found;
  }
}
