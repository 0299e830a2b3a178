package dev.parallax.elements.std.jpeg;

import dev.parallax.runtime.element.StreamException;

/** The scan header (T.81, section B.2.3). Used again for every scan. */
final class JpegScanHeader {
  final JpegComponent[] components = new JpegComponent[4];
  int count;

  /** First and last coefficient in zigzag order. */
  int first;

  int last;

  /** Bits that follow later: before this scan (0: it is the first), and after it. */
  int high;

  int low;

  /** Reads the segment, and ties the components to their tables. */
  void read(byte[] data, int at, int bytes, JpegFrame frame, JpegTables tables, long offset)
      throws StreamException {
    count = bytes < 3 ? 0 : data[at + 2] & 0xff;
    if (count < 1 || count > 4 || bytes != 6 + 2 * count) {
      throw fault("scan header has a wrong length bytes=" + bytes, offset);
    }
    int end = at + 3 + 2 * count;
    first = frame.progressive ? data[end] & 0xff : 0;
    last = frame.progressive ? data[end + 1] & 0xff : 63;
    high = frame.progressive ? data[end + 2] >> 4 & 15 : 0;
    low = frame.progressive ? data[end + 2] & 15 : 0;
    checkBand(offset);
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      JpegComponent c = find(frame, data[at + 3 + 2 * i] & 0xff, i, offset);
      components[i] = c;
      blocks += c.h * c.v;
      codes(c, data[at + 4 + 2 * i] & 0xff, tables, offset);
      quant(c, tables, offset);
    }
    if (count > 1 && blocks > 10) {
      throw fault("scan has too many blocks in a unit blocks=" + blocks, offset);
    }
  }

  private void checkBand(long offset) throws StreamException {
    boolean right =
        first <= last
            && last <= 63
            && (first > 0 || last == 0 || last == 63 && low == 0 && high == 0)
            && low <= 13
            && (high == 0 || high == low + 1)
            && (first == 0 || count == 1);
    if (!right) {
      throw fault(
          "scan has a wrong band first=%d last=%d high=%d low=%d components=%d"
              .formatted(first, last, high, low, count),
          offset);
    }
  }

  private JpegComponent find(JpegFrame frame, int id, int taken, long offset)
      throws StreamException {
    for (int i = 0; i < frame.count; i++) {
      JpegComponent c = frame.components[i];
      if (c.id == id) {
        for (int k = 0; k < taken; k++) {
          if (components[k] == c) {
            throw fault("scan has a component twice id=" + id, offset);
          }
        }
        return c;
      }
    }
    throw fault("scan has an unknown component id=" + id, offset);
  }

  private void codes(JpegComponent c, int numbers, JpegTables tables, long offset)
      throws StreamException {
    int dc = numbers >> 4;
    int ac = numbers & 15;
    boolean needsDc = first == 0 && high == 0;
    boolean needsAc = last > 0;
    if (needsDc && (dc > 3 || !tables.dc[dc].isDefined())
        || needsAc && (ac > 3 || !tables.ac[ac].isDefined())) {
      throw fault("scan names a missing huffman table dc=%d ac=%d".formatted(dc, ac), offset);
    }
    c.dc = tables.dc[dc & 3];
    c.ac = tables.ac[ac & 3];
  }

  private static void quant(JpegComponent c, JpegTables tables, long offset)
      throws StreamException {
    if (c.hasQuant) {
      return;
    }
    if (!tables.quantDefined[c.table]) {
      throw fault("quantization table is missing table=" + c.table, offset);
    }
    System.arraycopy(tables.quant[c.table], 0, c.quant, 0, 64);
    c.hasQuant = true;
  }

  private static StreamException fault(String fact, long offset) {
    return JpegMarker.damaged(fact, JpegMarker.SOS, offset);
  }
}
