package dev.parallax.elements.std.dump;

import dev.parallax.runtime.element.View;
import java.lang.foreign.ValueLayout;

/** Sixteen bytes a line: where they are, in hex, and as text where they are ASCII. */
public final class HexDump {
  private static final int ROW = 16;
  private static final String HEX = "0123456789abcdef";

  private HexDump() {}

  /** Appends the first bytes of a payload, each line with its end, and how many are left out. */
  public static void append(StringBuilder out, View in, long maxBytes) {
    long shown = Math.min(in.size(), maxBytes);
    for (long row = 0; row < shown; row += ROW) {
      row(out, in, row, (int) Math.min(ROW, shown - row));
    }
    more(out, in.size() - shown);
  }

  private static void row(StringBuilder out, View in, long row, int count) {
    for (int shift = 28; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((int) (row >>> shift) & 15));
    }
    out.append(' ');
    for (int i = 0; i < ROW; i++) {
      out.append(i == ROW / 2 ? "  " : " ");
      if (i < count) {
        int b = at(in, row + i);
        out.append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
      } else {
        out.append("  ");
      }
    }
    out.append("  |");
    for (int i = 0; i < count; i++) {
      int b = at(in, row + i);
      out.append(b >= ' ' && b < 0x7f ? (char) b : '.');
    }
    out.append("|\n");
  }

  private static int at(View in, long index) {
    return in.segment().get(ValueLayout.JAVA_BYTE, in.offset() + index) & 0xff;
  }

  /** Appends a line that says how many bytes are left out; nothing for none. */
  public static void more(StringBuilder out, long bytes) {
    if (bytes > 0) {
      out.append("... ").append(bytes).append(" bytes more\n");
    }
  }
}
