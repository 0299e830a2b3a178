package dev.parallax.nativeglue.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * {@code struct sockaddr_in}, {@code sockaddr_in6} (netinet/in.h) and {@code sockaddr_un}
 * (sys/un.h), written to and read from a segment of {@link #BYTES}.
 */
public final class Sockaddr {
  /** Room for any of them ({@code struct sockaddr_storage}). */
  public static final int BYTES = 128;

  /** Longest path of a local socket in bytes, its zero not counted. */
  public static final int UNIX_PATH_MAX = 107;

  private static final int IN_BYTES = 16;
  private static final int IN6_BYTES = 28;
  private static final int PORT = 2;
  private static final int IN_ADDR = 4;
  private static final int IN6_ADDR = 8;
  private static final int IN6_SCOPE = 24;
  private static final int UN_PATH = 2;
  private static final ValueLayout.OfShort NET_SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private Sockaddr() {}

  /** Writes an IPv4 address of 4 bytes; gives the length of the struct. */
  public static int putIn(MemorySegment to, byte[] address, int port) {
    return put(to, Socket.AF_INET, IN_BYTES, IN_ADDR, address, 4, port);
  }

  /** Writes an IPv6 address of 16 bytes; gives the length of the struct. */
  public static int putIn6(MemorySegment to, byte[] address, int port, int scopeId) {
    int length = put(to, Socket.AF_INET6, IN6_BYTES, IN6_ADDR, address, 16, port);
    to.set(ValueLayout.JAVA_INT, IN6_SCOPE, scopeId);
    return length;
  }

  /** Writes the path of a local socket; gives the length of the struct. */
  public static int putUn(MemorySegment to, byte[] path) {
    if (path.length == 0 || path.length > UNIX_PATH_MAX) {
      throw new IllegalArgumentException("path does not fit: bytes=" + path.length);
    }
    to.fill((byte) 0);
    to.set(ValueLayout.JAVA_SHORT, 0, (short) Socket.AF_UNIX);
    MemorySegment.copy(path, 0, to, ValueLayout.JAVA_BYTE, UN_PATH, path.length);
    return UN_PATH + path.length + 1;
  }

  /** Address family. */
  public static int family(MemorySegment from) {
    return from.get(ValueLayout.JAVA_SHORT, 0) & 0xffff;
  }

  /** Port of an IPv4 or IPv6 address. */
  public static int port(MemorySegment from) {
    return from.get(NET_SHORT, PORT) & 0xffff;
  }

  /** Bytes of an IPv4 or IPv6 address. */
  public static byte[] address(MemorySegment from) {
    boolean v4 = family(from) == Socket.AF_INET;
    return from.asSlice(v4 ? IN_ADDR : IN6_ADDR, v4 ? 4 : 16).toArray(ValueLayout.JAVA_BYTE);
  }

  private static int put(
      MemorySegment to, int family, int bytes, int at, byte[] address, int length, int port) {
    if (address.length != length || port < 0 || port > 0xffff) {
      throw new IllegalArgumentException(
          "no such address: bytes=" + address.length + " port=" + port);
    }
    to.asSlice(0, bytes).fill((byte) 0);
    to.set(ValueLayout.JAVA_SHORT, 0, (short) family);
    to.set(NET_SHORT, PORT, (short) port);
    MemorySegment.copy(address, 0, to, ValueLayout.JAVA_BYTE, at, length);
    return bytes;
  }
}
