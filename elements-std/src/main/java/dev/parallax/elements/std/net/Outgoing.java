package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Session;
import dev.parallax.elements.std.net.socket.Wire;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Small things to be sent, such as heads of messages, as far as they have been. */
final class Outgoing implements AutoCloseable {
  private static final int FIRST_BYTES = 1024;

  private Arena arena = Arena.ofShared();
  private MemorySegment memory = arena.allocate(FIRST_BYTES, 8);
  private long sent;
  private long size;

  /** Replaces what there is. */
  void set(byte[] bytes) {
    sent = 0;
    size = 0;
    add(bytes);
  }

  /** Puts something behind what there is. */
  void add(byte[] bytes) {
    if (size + bytes.length > memory.byteSize()) {
      Arena larger = Arena.ofShared();
      MemorySegment grown = larger.allocate(2 * (size + bytes.length), 8);
      MemorySegment.copy(memory, 0, grown, 0, size);
      arena.close();
      arena = larger;
      memory = grown;
    }
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, size, bytes.length);
    size += bytes.length;
  }

  void clear() {
    sent = 0;
    size = 0;
  }

  boolean isEmpty() {
    return sent == size;
  }

  /** Sends what it can; true when all is sent. */
  boolean send(Session session) throws IOException {
    while (sent < size) {
      long n = session.write(memory, sent, size - sent);
      if (n == Wire.WOULD_BLOCK) {
        return false;
      }
      sent += n;
    }
    clear();
    return true;
  }

  /** As {@link #send(Session)}. */
  boolean send(Wire wire) throws IOException {
    while (sent < size) {
      long n = wire.write(memory, sent, size - sent);
      if (n == Wire.WOULD_BLOCK) {
        return false;
      }
      sent += n;
    }
    clear();
    return true;
  }

  @Override
  public void close() {
    arena.close();
  }
}
