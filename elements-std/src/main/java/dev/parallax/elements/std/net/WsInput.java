package dev.parallax.elements.std.net;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What a WebSocket peer sends (RFC 6455, sections 5 and 7), message by message. All of a message
 * comes together in one buffer, which grows with what really came, up to the largest message:
 *
 * <pre>
 *   ....|-- message so far --|....|-- not looked at yet --|....
 *       messageFrom  messageTo    from                    to
 * </pre>
 *
 * The payload of a frame that comes alone is not moved; that of fragments is moved at most once.
 */
final class WsInput implements AutoCloseable {
  /** What there is. */
  enum Got {
    /** Nothing yet: would block. */
    NOTHING,
    /** A message: {@link #offset}, {@link #length}, {@link #isText}. */
    MESSAGE,
    /** A ping, with its payload. */
    PING,
    /** A pong, with its payload. */
    PONG,
    /** A close, with {@link #closeCode} and its reason as payload. */
    CLOSE,
    /** The peer has ended the connection without a close. */
    END
  }

  private static final int FIRST_BYTES = 64 << 10;
  private static final int MOST_READS = 64;

  private final boolean masked;
  private final long maxBytes;
  private final boolean keeps;
  private Arena arena = Arena.ofShared();
  private MemorySegment buffer;
  private long from;
  private long to;
  private long messageFrom;
  private long messageTo;
  private boolean inMessage;
  private int messageOpcode;
  private boolean inFrame;
  private boolean last;
  private long left;
  private long done;
  private int key;
  private long offset;
  private long length;
  private int closeCode;

  private WsInput(boolean masked, long maxBytes, boolean keeps, int firstBytes) {
    this.masked = masked;
    this.maxBytes = maxBytes;
    this.keeps = keeps;
    buffer = arena.allocate(firstBytes, 8);
  }

  /**
   * Gives messages.
   *
   * @param masked whether the peer must mask its frames, as a client, or must not
   * @param maxBytes largest message
   */
  static WsInput of(boolean masked, long maxBytes) {
    return new WsInput(masked, maxBytes, true, FIRST_BYTES);
  }

  /** Throws messages away, of whatever size: only what controls the connection is looked at. */
  static WsInput controls(boolean masked) {
    return new WsInput(masked, Long.MAX_VALUE, false, 4096);
  }

  /** A new connection. */
  void reset() {
    from = 0;
    to = 0;
    messageFrom = 0;
    messageTo = 0;
    inMessage = false;
    inFrame = false;
  }

  MemorySegment segment() {
    return buffer;
  }

  /** Where the payload lies; until the next call. */
  long offset() {
    return offset;
  }

  long length() {
    return length;
  }

  boolean isText() {
    return messageOpcode == WsFrame.TEXT;
  }

  int closeCode() {
    return closeCode;
  }

  byte[] payload() {
    return buffer.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /**
   * The next thing. Reads a bounded number of times, so that a peer that never pauses can't hold
   * the caller.
   *
   * @throws WsException by what the peer sent; nothing more can be read then
   */
  Got next(HttpInput.Source source) throws IOException {
    Got got = parse();
    for (int i = 0; i < MOST_READS && got == Got.NOTHING; i++) {
      makeRoom();
      long n = source.read(buffer, to, buffer.byteSize() - to);
      if (n <= 0) {
        return n == 0 ? Got.END : Got.NOTHING;
      }
      to += n;
      got = parse();
    }
    return got;
  }

  private Got parse() throws WsException {
    while (true) {
      if (inFrame) {
        consume();
        if (left > 0) {
          return Got.NOTHING;
        }
        inFrame = false;
        if (last) {
          inMessage = false;
          if (keeps) {
            return message();
          }
        }
      } else {
        int head = head();
        if (head == 0) {
          return Got.NOTHING;
        }
        int opcode = at(from) & WsFrame.OPCODE;
        if (opcode >= WsFrame.CLOSE) {
          return control(opcode, head);
        }
        begin(opcode, head);
      }
    }
  }

  private int at(long index) {
    return buffer.get(ValueLayout.JAVA_BYTE, index) & 0xff;
  }

  /** Checks the head of the next frame; its length, or 0 when it is not all there. */
  private int head() throws WsException {
    if (to - from < 2) {
      return 0;
    }
    int first = at(from);
    int second = at(from + 1);
    if ((first & WsFrame.RESERVED) != 0) {
      throw wrong("reserved bits are set bits=" + ((first & WsFrame.RESERVED) >> 4));
    }
    checkOpcode(first & WsFrame.OPCODE, (first & WsFrame.FIN) != 0, second & WsFrame.LENGTH);
    if ((second & WsFrame.MASK) != 0 != masked) {
      throw wrong(masked ? "frame of a client is not masked" : "frame of a server is masked");
    }
    int n = 2;
    int size = second & WsFrame.LENGTH;
    n += size == WsFrame.LENGTH_16 ? Short.BYTES : size == WsFrame.LENGTH_64 ? Long.BYTES : 0;
    int whole = n + (masked ? Integer.BYTES : 0);
    if (to - from < whole) {
      return 0;
    }
    left = lengthOf(size);
    key = masked ? WsFrame.key(buffer, from + n) : 0;
    return whole;
  }

  private void checkOpcode(int opcode, boolean fin, int size) throws WsException {
    switch (opcode) {
      case WsFrame.TEXT, WsFrame.BINARY -> {
        if (inMessage) {
          throw wrong("message begins within another");
        }
      }
      case WsFrame.CONTINUATION -> {
        if (!inMessage) {
          throw wrong("continuation without a message");
        }
      }
      case WsFrame.CLOSE, WsFrame.PING, WsFrame.PONG -> {
        if (!fin || size > WsFrame.MAX_CONTROL) {
          throw wrong("control frame is in parts or too long opcode=" + opcode);
        }
      }
      default -> throw wrong("opcode is unknown opcode=" + opcode);
    }
  }

  private long lengthOf(int size) throws WsException {
    if (size < WsFrame.LENGTH_16) {
      return size;
    }
    long bytes =
        size == WsFrame.LENGTH_16
            ? WsFrame.length16(buffer, from + 2)
            : WsFrame.length64(buffer, from + 2);
    if (bytes < 0 || bytes < (size == WsFrame.LENGTH_16 ? WsFrame.LENGTH_16 : 0x1_0000)) {
      throw wrong("length is not in its shortest form");
    }
    return bytes;
  }

  private static WsException wrong(String fact) {
    return new WsException(WsFrame.PROTOCOL_ERROR, fact);
  }

  private void begin(int opcode, int head) throws WsException {
    last = (at(from) & WsFrame.FIN) != 0;
    from += head;
    if (opcode != WsFrame.CONTINUATION) {
      messageOpcode = opcode;
      messageFrom = from;
      messageTo = from;
    }
    if (left > maxBytes - (messageTo - messageFrom)) {
      throw new WsException(WsFrame.TOO_BIG, "message is larger than max-message-size=" + maxBytes);
    }
    inMessage = true;
    inFrame = true;
    done = 0;
  }

  /** Takes what is there of a frame's payload. */
  private void consume() {
    long n = Math.min(left, to - from);
    if (keeps) {
      if (masked) {
        WsMasks.apply(buffer, from, buffer, messageTo, n, key, done);
      } else if (from != messageTo) {
        MemorySegment.copy(buffer, from, buffer, messageTo, n);
      }
      messageTo += n;
    }
    from += n;
    done += n;
    left -= n;
  }

  private Got message() throws WsException {
    offset = messageFrom;
    length = messageTo - messageFrom;
    if (isText()) {
      long bad = Utf8.firstBad(buffer, offset, length);
      if (bad >= 0) {
        throw new WsException(WsFrame.NOT_UTF8, "text is no UTF-8 offset=" + bad);
      }
    }
    return Got.MESSAGE;
  }

  private Got control(int opcode, int head) throws WsException {
    if (to - from < head + left) {
      return Got.NOTHING;
    }
    offset = from + head;
    length = left;
    from = offset + length;
    if (masked) {
      WsMasks.apply(buffer, offset, buffer, offset, length, key, 0);
    }
    return switch (opcode) {
      case WsFrame.PING -> Got.PING;
      case WsFrame.PONG -> Got.PONG;
      default -> closing();
    };
  }

  private Got closing() throws WsException {
    if (length == 0) {
      closeCode = WsFrame.NO_CODE;
      return Got.CLOSE;
    }
    if (length == 1) {
      throw wrong("close frame has half a code");
    }
    closeCode = WsFrame.length16(buffer, offset);
    offset += Short.BYTES;
    length -= Short.BYTES;
    if (!WsFrame.mayBeSent(closeCode)) {
      throw wrong("close code must not be sent close-code=" + closeCode);
    }
    if (Utf8.firstBad(buffer, offset, length) >= 0) {
      throw new WsException(WsFrame.NOT_UTF8, "reason of the close is no UTF-8");
    }
    return Got.CLOSE;
  }

  /** Room for at least one more byte, and all of a control frame behind the message so far. */
  private void makeRoom() {
    long kept = inMessage && keeps ? messageTo - messageFrom : 0;
    long waiting = to - from;
    if (waiting == 0) { // what comes next can lie where it belongs
      messageFrom = kept == 0 ? 0 : messageFrom;
      messageTo = messageFrom + kept;
      from = messageTo;
      to = from;
    }
    if (buffer.byteSize() - to > WsFrame.MAX_CONTROL + WsFrame.MAX_HEAD) {
      return;
    }
    boolean grows = kept + waiting > buffer.byteSize() / 2;
    Arena old = arena;
    MemorySegment before = buffer;
    if (grows) {
      arena = Arena.ofShared();
      buffer = arena.allocate(2 * before.byteSize(), 8);
    }
    MemorySegment.copy(before, messageFrom, buffer, 0, kept);
    MemorySegment.copy(before, from, buffer, kept, waiting);
    messageFrom = 0;
    messageTo = kept;
    from = kept;
    to = kept + waiting;
    if (grows) {
      old.close();
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
