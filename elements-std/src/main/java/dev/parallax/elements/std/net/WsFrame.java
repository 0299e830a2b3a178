package dev.parallax.elements.std.net;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Layout of a frame (RFC 6455, section 5.2).
 *
 * <pre>
 *   byte 0   FIN, 3 bits reserved, 4 bits opcode
 *   byte 1   MASK, 7 bits length; 126: 2 bytes of length follow, 127: 8
 *   then     4 bytes masking key, if MASK; the payload
 * </pre>
 */
final class WsFrame {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  static final int FIN = 0x80;
  static final int RESERVED = 0x70;
  static final int OPCODE = 0x0f;
  static final int MASK = 0x80;
  static final int LENGTH = 0x7f;
  static final int LENGTH_16 = 126;
  static final int LENGTH_64 = 127;

  /** Largest payload of a control frame. */
  static final int MAX_CONTROL = 125;

  /** Largest head: two bytes, length, key. */
  static final int MAX_HEAD = 14;

  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int PROTOCOL_ERROR = 1002;
  static final int NO_CODE = 1005;
  static final int NOT_UTF8 = 1007;
  static final int TOO_BIG = 1009;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final byte[] NOTHING = {};

  private WsFrame() {}

  /** Writes the head of an unmasked message that is one frame; gives its length. */
  static int putHead(MemorySegment to, int opcode, long bytes) {
    return putHead(to, opcode, bytes, 0);
  }

  /** Writes the head of a masked message that is one frame; gives its length. */
  static int putMaskedHead(MemorySegment to, int opcode, long bytes, int key) {
    int n = putHead(to, opcode, bytes, MASK);
    to.set(INT, n, key);
    return n + Integer.BYTES;
  }

  private static int putHead(MemorySegment to, int opcode, long bytes, int mask) {
    to.set(ValueLayout.JAVA_BYTE, 0, (byte) (FIN | opcode));
    if (bytes < LENGTH_16) {
      to.set(ValueLayout.JAVA_BYTE, 1, (byte) (mask | bytes));
      return 2;
    }
    if (bytes <= 0xffff) {
      to.set(ValueLayout.JAVA_BYTE, 1, (byte) (mask | LENGTH_16));
      to.set(SHORT, 2, (short) bytes);
      return 4;
    }
    to.set(ValueLayout.JAVA_BYTE, 1, (byte) (mask | LENGTH_64));
    to.set(LONG, 2, bytes);
    return 10;
  }

  /** Length in a head that says 126. */
  static int length16(MemorySegment from, long offset) {
    return from.get(SHORT, offset) & 0xffff;
  }

  /** Length in a head that says 127. */
  static long length64(MemorySegment from, long offset) {
    return from.get(LONG, offset);
  }

  static int key(MemorySegment from, long offset) {
    return from.get(INT, offset);
  }

  /**
   * A control frame. Rare and small, so it is made anew each time.
   *
   * @param masks of a client; null: not masked
   */
  static byte[] control(int opcode, byte[] payload, @Nullable WsMasks masks) {
    byte[] head = new byte[MAX_HEAD];
    MemorySegment segment = MemorySegment.ofArray(head);
    int key = masks == null ? 0 : masks.next();
    int n =
        masks == null
            ? putHead(segment, opcode, payload.length)
            : putMaskedHead(segment, opcode, payload.length, key);
    byte[] frame = Arrays.copyOf(head, n + payload.length);
    MemorySegment body = MemorySegment.ofArray(frame);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, body, n, payload.length);
    WsMasks.apply(body, n, body, n, payload.length, key, 0);
    return frame;
  }

  /** Payload of a close frame; empty for {@link #NO_CODE}. */
  static byte[] closing(int code, String reason) {
    if (code == NO_CODE) {
      return NOTHING;
    }
    byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
    int n = Math.min(text.length, MAX_CONTROL - Short.BYTES);
    byte[] payload = new byte[Short.BYTES + n];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, Short.BYTES, n);
    return payload;
  }

  /** Whether a peer may send this code (section 7.4). */
  static boolean mayBeSent(int code) {
    return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006
        || code >= 3000 && code <= 4999;
  }
}
