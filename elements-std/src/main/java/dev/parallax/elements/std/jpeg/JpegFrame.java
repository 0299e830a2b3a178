package dev.parallax.elements.std.jpeg;

import dev.parallax.runtime.element.StreamException;

/**
 * The frame header (T.81, section B.2.2) and what follows from it. Used again for every picture.
 */
final class JpegFrame {
  /** MCUs whose blocks are transformed together: blocks beside each other are lanes of vectors. */
  static final int BATCH = 8;

  final JpegComponent[] components = {
    new JpegComponent(), new JpegComponent(), new JpegComponent(), new JpegComponent()
  };

  int count;
  boolean progressive;
  int width;
  int height;

  /** Largest sampling factors. */
  int h;

  int v;

  int mcusWide;
  int mcusHigh;

  /** Groups of 8 blocks in a batch of MCUs. */
  int groups;

  /** Reads the segment whose length is at {@code at}. */
  void read(int marker, byte[] data, int at, int bytes, long offset) throws StreamException {
    if (bytes < 8 || bytes != 8 + 3 * (data[at + 7] & 0xff)) {
      throw JpegMarker.damaged("frame header has a wrong length bytes=" + bytes, marker, offset);
    }
    progressive = marker == JpegMarker.SOF2;
    int precision = data[at + 2] & 0xff;
    height = int16(data, at + 3);
    width = int16(data, at + 5);
    count = data[at + 7] & 0xff;
    if (precision != 8) {
      throw JpegMarker.damaged("precision is not supported bits=" + precision, marker, offset);
    }
    if (width == 0 || height == 0) {
      throw JpegMarker.damaged(
          "picture is empty width=%d height=%d".formatted(width, height), marker, offset);
    }
    if (count != 1 && count != 3 && count != 4) {
      throw JpegMarker.damaged(
          "number of components is not supported components=" + count, marker, offset);
    }
    for (int i = 0; i < count; i++) {
      component(i, data, at + 8 + 3 * i, marker, offset);
    }
    derive(marker, offset);
  }

  static int int16(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  private void component(int i, byte[] data, int at, int marker, long offset)
      throws StreamException {
    JpegComponent c = components[i];
    c.id = data[at] & 0xff;
    c.h = count == 1 ? 1 : data[at + 1] >> 4 & 15; // of a lone one it makes no difference
    c.v = count == 1 ? 1 : data[at + 1] & 15;
    c.table = data[at + 2] & 0xff;
    c.hasQuant = false;
    if (c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4) {
      throw JpegMarker.damaged(
          "sampling factor is out of range component=%d h=%d v=%d".formatted(i, c.h, c.v),
          marker,
          offset);
    }
    if (c.table > 3) {
      throw JpegMarker.damaged(
          "quantization table is out of range component=%d table=%d".formatted(i, c.table),
          marker,
          offset);
    }
    for (int k = 0; k < i; k++) {
      if (components[k].id == c.id) {
        throw JpegMarker.damaged("two components have one id id=" + c.id, marker, offset);
      }
    }
  }

  private void derive(int marker, long offset) throws StreamException {
    h = 1;
    v = 1;
    for (int i = 0; i < count; i++) {
      h = Math.max(h, components[i].h);
      v = Math.max(v, components[i].v);
    }
    mcusWide = ceil(width, 8 * h);
    mcusHigh = ceil(height, 8 * v);
    groups = 0;
    for (int i = 0; i < count; i++) {
      JpegComponent c = components[i];
      if (h % c.h != 0 || v % c.v != 0) {
        throw JpegMarker.damaged(
            "fractional sampling is not supported component=%d h=%d/%d v=%d/%d"
                .formatted(i, c.h, h, c.v, v),
            marker,
            offset);
      }
      c.width = ceil(width * c.h, h);
      c.height = ceil(height * c.v, v);
      c.blocksWide = ceil(c.width, 8);
      c.blocksHigh = ceil(c.height, 8);
      c.paddedWide = mcusWide * c.h;
      c.group = groups;
      groups += c.h * c.v;
    }
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Blocks of 8 by 8 samples of all components. */
  long blocks() {
    long blocks = 0;
    for (int i = 0; i < count; i++) {
      blocks += (long) components[i].blocksWide * components[i].blocksHigh;
    }
    return blocks;
  }

  /** Whether chroma has half the resolution in both directions. */
  boolean is420() {
    return count == 3
        && h == 2 * components[1].h
        && v == 2 * components[1].v
        && h == 2 * components[2].h
        && v == 2 * components[2].v
        && components[0].h == h
        && components[0].v == v;
  }
}
