package dev.parallax.elements.std.io;

import dev.parallax.elements.std.dump.HexDump;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Formatter;
import java.util.Locale;

/**
 * Buffers as lines for a terminal. Bytes of a stream are hostile, and so is its metadata: whatever
 * could steer the terminal is shown as {@code \xNN}.
 */
final class ConsoleText {
  private static final String HEX = "0123456789abcdef";

  private final long maxBytes;
  private final StringBuilder out = new StringBuilder();

  /** At most {@code maxBytes} of each payload; 0: all. */
  ConsoleText(long maxBytes) {
    this.maxBytes = maxBytes == 0 ? Long.MAX_VALUE : maxBytes;
  }

  /** The text of one buffer, with a line end. */
  byte[] show(View in, long number, ConsoleFormat format) {
    out.setLength(0);
    if (format != ConsoleFormat.TEXT) {
      head(in, number);
    }
    switch (format) {
      case TEXT -> text(in);
      case HEXDUMP -> HexDump.append(out, in, maxBytes);
      case METADATA ->
          in.metadata()
              .forEach((key, value) -> {
                out.append("  ");
                word(key);
                out.append(" = ");
                value(value);
                out.append('\n');
              });
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  // ---- head

  private void head(View in, long number) {
    out.append("buffer ").append(number).append("  ").append(in.size()).append(" bytes  pts ");
    time(in.pts());
    if (in.dts() != Buffer.NO_TIME) {
      out.append("  dts ");
      time(in.dts());
    }
    out.append("  duration ");
    time(in.duration());
    flag(in, Buffer.DISCONT, "discont");
    flag(in, Buffer.DELTA, "delta");
    flag(in, Buffer.CORRUPTED, "corrupted");
    flag(in, Buffer.HEADER, "header");
    flag(in, Buffer.GAP, "gap");
    out.append('\n');
  }

  /** Hours, minutes, seconds and nanoseconds, as GStreamer prints them. */
  private void time(long ns) {
    if (ns == Buffer.NO_TIME) {
      out.append("none");
      return;
    }
    long abs = Math.abs(ns);
    new Formatter(out, Locale.ROOT)
        .format(
            "%s%d:%02d:%02d.%09d",
            ns < 0 ? "-" : "",
            abs / 3_600_000_000_000L,
            abs / 60_000_000_000L % 60,
            abs / 1_000_000_000 % 60,
            abs % 1_000_000_000);
  }

  private void flag(View in, int flag, String name) {
    if ((in.flags() & flag) != 0) {
      out.append("  ").append(name);
    }
  }

  private void value(Object value) {
    if (value instanceof byte[] bytes) {
      out.append(bytes.length).append(" bytes");
      return;
    }
    word(String.valueOf(value));
  }

  private void word(String word) {
    byte[] text = word.getBytes(StandardCharsets.UTF_8);
    escape(MemorySegment.ofArray(text), 0, Math.min(text.length, maxBytes), false);
  }

  // ---- payload

  private void text(View in) {
    long shown = Math.min(in.size(), maxBytes);
    escape(in.segment(), in.offset(), shown, true);
    if (shown > 0 && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
    HexDump.more(out, in.size() - shown);
  }

  /** UTF-8 without control characters; what is neither is escaped byte by byte. */
  private void escape(MemorySegment in, long offset, long count, boolean lines) {
    long at = 0;
    while (at < count) {
      int length = Utf8.length(in, offset + at, count - at);
      if (length == 1) {
        single(in.get(ValueLayout.JAVA_BYTE, offset + at), lines);
      } else if (length > 1) {
        byte[] character = in.asSlice(offset + at, length).toArray(ValueLayout.JAVA_BYTE);
        out.append(new String(character, StandardCharsets.UTF_8));
      } else {
        hex(in.get(ValueLayout.JAVA_BYTE, offset + at));
      }
      at += Math.max(1, length);
    }
  }

  private void single(byte b, boolean lines) {
    if (b >= ' ' && b != 0x7f || lines && (b == '\n' || b == '\t')) {
      out.append((char) b);
    } else {
      hex(b);
    }
  }

  private void hex(byte b) {
    out.append("\\x").append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
  }
}
