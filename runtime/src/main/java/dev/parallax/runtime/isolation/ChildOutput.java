package dev.parallax.runtime.isolation;

import dev.parallax.model.diag.ForeignText;
import dev.parallax.runtime.remote.RateLimit;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a child writes to its standard output and error. It is not trusted: control characters are
 * escaped, lines are cut, lines per second are limited, and only the last 64 KiB are kept. Whatever
 * it writes is read, so that it never waits for us.
 */
final class ChildOutput {
  /** Characters of a line; what is longer continues on the next. */
  static final int MAX_LINE = 1024;

  /** Lines that are passed on in one second; the others are only counted. */
  static final int LINES_PER_SECOND = 100;

  private static final int KEPT_CHARS = 64 * 1024;

  private final Consumer<String> lines;
  private final Deque<String> kept = new ArrayDeque<>();
  private int keptChars;
  private final StringBuilder line = new StringBuilder();
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer undecoded = ByteBuffer.allocate(8192).limit(0);
  private final CharBuffer decoded = CharBuffer.allocate(8192);
  private final RateLimit limit = new RateLimit(LINES_PER_SECOND);

  /** Passes finished lines on to {@code lines}. */
  ChildOutput(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes at most 4 KiB that came at a time of {@link System#nanoTime}. */
  synchronized void take(byte[] bytes, int length, long nowNs) {
    undecoded.compact().put(bytes, 0, length).flip();
    while (true) {
      CoderResult result = decoder.decode(undecoded, decoded, false);
      decoded.flip();
      while (decoded.hasRemaining()) {
        // The decoder gives no half of a pair.
        int c = Character.codePointAt(decoded, 0);
        decoded.position(decoded.position() + Character.charCount(c));
        character(c, nowNs);
      }
      decoded.clear();
      if (!result.isError()) {
        return;
      }
      for (int i = 0; i < result.length(); i++) {
        append(String.format("\\x%02x", undecoded.get()), nowNs);
      }
    }
  }

  /** Ends the last line. */
  synchronized void end(long nowNs) {
    while (undecoded.hasRemaining()) {
      append(String.format("\\x%02x", undecoded.get()), nowNs);
    }
    if (!line.isEmpty()) {
      finishLine(nowNs);
    }
  }

  /** The last lines, at most 64 KiB. */
  synchronized List<String> lastLines() {
    return List.copyOf(kept);
  }

  /** Lines that came faster than they may. */
  synchronized long dropped() {
    return limit.leftOut();
  }

  private void character(int c, long nowNs) {
    if (c == '\n') {
      finishLine(nowNs);
    } else {
      append(ForeignText.shown(c), nowNs);
    }
  }

  private void append(String text, long nowNs) {
    line.append(text);
    if (line.length() >= MAX_LINE) {
      finishLine(nowNs);
    }
  }

  private void finishLine(long nowNs) {
    String text = line.toString();
    line.setLength(0);
    if (!limit.take(nowNs)) {
      return;
    }
    kept.addLast(text);
    keptChars += text.length() + 1;
    while (keptChars > KEPT_CHARS) {
      keptChars -= kept.removeFirst().length() + 1;
    }
    lines.accept(text);
  }
}
