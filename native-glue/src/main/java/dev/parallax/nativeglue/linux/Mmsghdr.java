package dev.parallax.nativeglue.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct mmsghdr} and {@code struct iovec} (sys/socket.h), for {@link Socket#recvmmsg} and
 * {@link Socket#sendmmsg}. They hold addresses: whoever sets one keeps the memory.
 */
public final class Mmsghdr {
  /** Bytes of a {@code struct mmsghdr}. */
  public static final int BYTES = 64;

  /** Bytes of a {@code struct iovec}. */
  public static final int IOVEC_BYTES = 16;

  private static final int NAMELEN = 8;
  private static final int IOV = 16;
  private static final int IOVLEN = 24;
  private static final int FLAGS = 48;
  private static final int LEN = 56;

  private Mmsghdr() {}

  /** Fills entry {@code index}: address (null: none) and iovecs. */
  public static void set(
      MemorySegment msgvec,
      int index,
      @Nullable MemorySegment name,
      int namelen,
      MemorySegment iov,
      int iovlen) {
    MemorySegment at = msgvec.asSlice((long) index * BYTES, BYTES).fill((byte) 0);
    at.set(ValueLayout.JAVA_LONG, 0, name == null ? 0 : name.address());
    at.set(ValueLayout.JAVA_INT, NAMELEN, namelen);
    at.set(ValueLayout.JAVA_LONG, IOV, iov.address());
    at.set(ValueLayout.JAVA_LONG, IOVLEN, iovlen);
  }

  /** Sets iovec {@code index} to a part of a native segment. */
  public static void iovec(
      MemorySegment iov, int index, MemorySegment base, long offset, long len) {
    java.util.Objects.checkFromIndexSize(offset, len, base.byteSize());
    iov.set(ValueLayout.JAVA_LONG, (long) index * IOVEC_BYTES, base.address() + offset);
    iov.set(ValueLayout.JAVA_LONG, (long) index * IOVEC_BYTES + 8, len);
  }

  /** {@code msg_len} of entry {@code index}: bytes that were transferred. */
  public static int len(MemorySegment msgvec, int index) {
    return msgvec.get(ValueLayout.JAVA_INT, (long) index * BYTES + LEN);
  }

  /** {@code msg_flags} of entry {@code index}, {@link Socket#MSG_TRUNC} among them. */
  public static int flags(MemorySegment msgvec, int index) {
    return msgvec.get(ValueLayout.JAVA_INT, (long) index * BYTES + FLAGS);
  }
}
