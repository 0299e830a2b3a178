package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Wire;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP/1.1 peer sends: a head, then a body by length, in chunks (RFC 9112, section 7.1) or
 * up to the end. Heads and lines go through a small buffer; the body straight to where it is
 * wanted, but for what came together with a head.
 */
final class HttpInput implements AutoCloseable {
  /** Where bytes come from. */
  interface Source {
    /** As {@link Wire#read}. */
    long read(MemorySegment target, long offset, long count) throws IOException;
  }

  /** The end of a body that says itself where it ends. */
  static final long END = -1_000_000;

  private static final int MAX_HEAD = 64 << 10;
  private static final int MAX_LINE = 4096;
  private static final int MAX_INTERIM = 8;
  private static final int SMALL_READ = 4096;

  private enum Framing {
    LENGTH,
    CHUNKED,
    TO_END
  }

  private final Arena arena = Arena.ofShared();
  private final int maxHead;
  private final MemorySegment buffer;
  private int from;
  private int to;
  private int looked;
  private Framing framing = Framing.TO_END;
  private long left;
  private boolean inTrailer;
  private boolean chunkEnds;
  private int trailerBytes;
  private int interim;

  HttpInput() {
    this(MAX_HEAD);
  }

  /**
   * With another limit.
   *
   * @param maxHead bytes, which are allocated at once; at least {@value #MAX_LINE}
   */
  HttpInput(int maxHead) {
    this.maxHead = maxHead;
    buffer = arena.allocate(maxHead, 8);
  }

  /** A new connection. */
  void reset() {
    from = 0;
    to = 0;
    looked = 0;
    interim = 0;
  }

  /** The next head, or null: would block. */
  @Nullable HttpHead head(Source source) throws IOException, StreamException {
    while (true) {
      int end = endOfHead();
      if (end >= 0) {
        byte[] bytes = buffer.asSlice(from, end - from).toArray(ValueLayout.JAVA_BYTE);
        from = end;
        looked = end;
        return HttpHead.parse(new String(bytes, StandardCharsets.ISO_8859_1).stripTrailing());
      }
      if (!fill(source, maxHead, "http head")) {
        return null;
      }
    }
  }

  /**
   * The head of the answer to a request, behind those that only say that it is coming (RFC 9110,
   * section 15.2); null: would block.
   */
  @Nullable HttpHead answer(Source source) throws IOException, StreamException {
    while (true) {
      HttpHead head = head(source);
      if (head == null || head.status() >= 200) {
        interim = 0;
        return head;
      }
      if (++interim > MAX_INTERIM) {
        throw new StreamException("http answer does not come, only heads of status 1xx");
      }
    }
  }

  /** Behind the empty line, or -1. */
  private int endOfHead() {
    for (int i = Math.max(looked, from + 1); i < to; i++) {
      if (at(i) == '\n') {
        boolean empty =
            at(i - 1) == '\n' || i - 2 >= from && at(i - 1) == '\r' && at(i - 2) == '\n';
        if (empty) {
          return i + 1;
        }
      }
    }
    looked = Math.max(from + 1, to);
    return -1;
  }

  private byte at(int index) {
    return buffer.get(ValueLayout.JAVA_BYTE, index);
  }

  /** Reads some more into the buffer; false: would block. */
  private boolean fill(Source source, int most, String what) throws IOException, StreamException {
    if (to - from >= most) {
      throw new StreamException(what + " is too long max=" + most);
    }
    if (from > 0 && to == maxHead) {
      MemorySegment.copy(buffer, from, buffer, 0, to - from);
      looked -= from;
      to -= from;
      from = 0;
    }
    long n = source.read(buffer, to, Math.min(SMALL_READ, maxHead - to));
    if (n == 0) {
      throw new IOException("peer ended the connection within " + what);
    }
    to += n > 0 ? (int) n : 0;
    return n > 0;
  }

  /** The body that follows the head of a response. */
  void body(HttpHead head) throws StreamException {
    chunkEnds = false;
    inTrailer = false;
    trailerBytes = 0;
    String coding = head.first("transfer-encoding");
    if (coding != null) {
      if (!coding.equalsIgnoreCase("chunked")) {
        throw new StreamException("transfer coding is not supported name=" + coding);
      }
      framing = Framing.CHUNKED;
      left = 0;
    } else {
      left = head.bytes("content-length");
      framing = left >= 0 ? Framing.LENGTH : Framing.TO_END;
    }
  }

  /** Bytes of the body if its head says how many, else -1; right behind {@link #body}. */
  long length() {
    return framing == Framing.LENGTH ? left : -1;
  }

  /**
   * Reads the body.
   *
   * @return bytes; {@link Wire#WOULD_BLOCK}; {@link #END} at its end; 0 when the connection ended,
   *     which is the end only of a body that does not say where it ends: {@link
   *     #endsWithConnection}
   */
  long read(Source source, MemorySegment target, long offset, long count)
      throws IOException, StreamException {
    if (framing == Framing.CHUNKED && left == 0 && !nextChunk(source)) {
      return inTrailer && trailerBytes < 0 ? END : Wire.WOULD_BLOCK;
    }
    if (framing == Framing.LENGTH && left == 0) {
      return END;
    }
    long most = framing == Framing.TO_END ? count : Math.min(count, left);
    long n = take(target, offset, most);
    if (n == 0) {
      n = source.read(target, offset, most);
    }
    if (n > 0 && framing != Framing.TO_END) {
      left -= n;
      chunkEnds = left == 0;
    }
    return n;
  }

  boolean endsWithConnection() {
    return framing == Framing.TO_END;
  }

  /**
   * Reads what follows a head when that is no body, but the connection itself.
   *
   * @return as {@link Wire#read}
   */
  long rest(Source source, MemorySegment target, long offset, long count) throws IOException {
    long n = take(target, offset, count);
    return n > 0 ? n : source.read(target, offset, count);
  }

  private long take(MemorySegment target, long offset, long most) {
    int n = (int) Math.min(most, to - from);
    MemorySegment.copy(buffer, from, target, offset, n);
    from += n;
    if (from == to) {
      reset();
    }
    return n;
  }

  /** The line before a chunk, or the trailer behind the last; false: would block, or the end. */
  private boolean nextChunk(Source source) throws IOException, StreamException {
    while (true) {
      if (inTrailer && trailerBytes < 0) {
        return false;
      }
      String line = line(source);
      if (line == null) {
        return false;
      }
      if (inTrailer) {
        trailerBytes = line.isEmpty() ? -1 : trailerBytes + line.length();
        if (trailerBytes > maxHead) {
          throw new StreamException("http trailer is too long max=" + maxHead);
        }
      } else if (chunkEnds) {
        if (!line.isEmpty()) {
          throw new StreamException("http chunk is longer than it says");
        }
        chunkEnds = false;
      } else {
        left = size(line);
        inTrailer = left == 0;
        if (left > 0) {
          return true;
        }
      }
    }
  }

  private static long size(String line) throws StreamException {
    int semicolon = line.indexOf(';');
    String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
    if (!digits.matches("[0-9a-fA-F]{1,15}")) {
      throw new StreamException("http chunk has no size");
    }
    return Long.parseLong(digits, 16);
  }

  private @Nullable String line(Source source) throws IOException, StreamException {
    int i = from;
    while (true) {
      for (; i < to; i++) {
        if (at(i) == '\n') {
          int end = i > from && at(i - 1) == '\r' ? i - 1 : i;
          byte[] bytes = buffer.asSlice(from, end - from).toArray(ValueLayout.JAVA_BYTE);
          from = i + 1;
          return new String(bytes, StandardCharsets.ISO_8859_1);
        }
      }
      int before = from;
      if (!fill(source, MAX_LINE, "http line")) {
        return null;
      }
      i += from - before;
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
