package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A call that waits, or something to be told in order with calls. Used again. */
final class WaitingCall {
  static final int BUFFER = 0;
  private static final byte[] NONE = {};

  private int kind;
  private int port;
  private int seq;
  private long first;
  private long second;
  private byte[] bytes = NONE;
  private @Nullable Buffer buffer;

  void set(int kind, int port, int seq, long first, long second, byte[] bytes) {
    this.kind = kind;
    this.port = port;
    this.seq = seq;
    this.first = first;
    this.second = second;
    this.bytes = bytes;
  }

  void set(int port, int seq, Buffer carried) {
    set(BUFFER, port, seq, 0, 0, NONE);
    buffer = carried;
  }

  int kind() {
    return kind;
  }

  int port() {
    return port;
  }

  int seq() {
    return seq;
  }

  long first() {
    return first;
  }

  long second() {
    return second;
  }

  /** A buffer to be processed, and not only shown. */
  boolean isInput() {
    return kind == BUFFER && port < Call.HEAD;
  }

  /** The buffer, which is the caller's from now on. */
  Buffer takeBuffer() {
    Buffer taken = buffer;
    if (taken == null) {
      throw new PeerFault("a buffer's call has no buffer");
    }
    buffer = null;
    return taken;
  }

  Unpacker unpack() {
    return new Unpacker(MemorySegment.ofArray(bytes));
  }

  /** Lets go of what nobody took. */
  void close() {
    Buffer left = buffer;
    buffer = null;
    bytes = NONE;
    if (left != null) {
      left.close();
    }
  }
}
