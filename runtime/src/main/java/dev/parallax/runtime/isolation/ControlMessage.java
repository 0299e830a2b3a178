package dev.parallax.runtime.isolation;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One message between the supervisor and a child: at most 4 KiB over a socket that keeps messages
 * apart.
 *
 * <pre>
 *   0  u16  magic 0x4c50 ("PL")
 *   2  u8   version, 1
 *   3  u8   type
 *   4  u32  bytes of the body, 0 to 4088
 *   8  ...  body
 * </pre>
 *
 * @param type what it is
 * @param body what the type says; never shared
 */
record ControlMessage(Type type, byte[] body) {
  /** Largest message. */
  static final int MAX_BYTES = 4096;

  /** Largest body. */
  static final int MAX_BODY = MAX_BYTES - 8;

  private static final short MAGIC = 0x4c50;
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 8;

  /** Types, whose order is their number; new ones come last. */
  enum Type {
    /** To the child, once, first: begin; the body is for {@link ChildInit}. */
    INIT,
    /**
     * From the child, once: its filter holds; carries the filter's listener, or with the network
     * its number in the child ({@link #number}).
     */
    FILTERED,
    /** From the child, once: all is loaded, the second stage may begin. */
    READY,
    /** To the child, once: the second stage has begun. */
    RUN,
    /** Either way: bytes of the task. */
    DATA,
    /** To the child: end soon. */
    SHUTDOWN,
    /** From the child: the task has thrown; the body is a text. */
    FAILED,
    /** From the child: the task has ended well. */
    DONE
  }

  /** Refuses a body that is too long. */
  ControlMessage {
    if (body.length > MAX_BODY) {
      throw new IllegalArgumentException(
          "message is too long bytes=" + body.length + " max=" + MAX_BODY);
    }
  }

  /** A message without a body. */
  static ControlMessage of(Type type) {
    return new ControlMessage(type, new byte[0]);
  }

  /** A message whose body is a number. */
  static ControlMessage of(Type type, int number) {
    return new ControlMessage(type, ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  /** The number that is its body. */
  int number() {
    if (body.length != Integer.BYTES) {
      throw new ProtocolException("message has a wrong length bytes=" + body.length);
    }
    return ByteBuffer.wrap(body).getInt();
  }

  /** Writes it into a native segment of {@link #MAX_BYTES}; gives its length. */
  int encode(MemorySegment to) {
    to.set(ValueLayout.JAVA_SHORT, 0, MAGIC);
    to.set(ValueLayout.JAVA_BYTE, 2, VERSION);
    to.set(ValueLayout.JAVA_BYTE, 3, (byte) type.ordinal());
    to.set(ValueLayout.JAVA_INT, 4, body.length);
    MemorySegment.copy(body, 0, to, ValueLayout.JAVA_BYTE, HEADER_BYTES, body.length);
    return HEADER_BYTES + body.length;
  }

  /**
   * Reads a message, whose sender is not trusted.
   *
   * @throws ProtocolException if it is none
   */
  static ControlMessage decode(MemorySegment from, long length) {
    if (length < HEADER_BYTES || length > MAX_BYTES) {
      throw new ProtocolException("message has a wrong length bytes=" + length);
    }
    if (from.get(ValueLayout.JAVA_SHORT, 0) != MAGIC) {
      throw new ProtocolException("message does not begin as one does");
    }
    int version = Byte.toUnsignedInt(from.get(ValueLayout.JAVA_BYTE, 2));
    if (version != VERSION) {
      throw new ProtocolException("message has another version version=" + version);
    }
    int number = Byte.toUnsignedInt(from.get(ValueLayout.JAVA_BYTE, 3));
    if (number >= Type.values().length) {
      throw new ProtocolException("message has an unknown type type=" + number);
    }
    long body = Integer.toUnsignedLong(from.get(ValueLayout.JAVA_INT, 4));
    if (body != length - HEADER_BYTES) {
      throw new ProtocolException(
          "message says another length than it has body=" + body + " bytes=" + length);
    }
    return new ControlMessage(
        Type.values()[number], from.asSlice(HEADER_BYTES, body).toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ControlMessage(Type t, byte[] b) && t == type && Arrays.equals(b, body);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    return type + " bytes=" + body.length;
  }

  /** The other side does not keep to the protocol. */
  static final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
      super(message);
    }
  }
}
