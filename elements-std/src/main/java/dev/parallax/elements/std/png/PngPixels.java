package dev.parallax.elements.std.png;

import dev.parallax.annotations.PixelFormat;

/**
 * Rows of a picture's own samples to pixels of GRAY8, RGB or RGBA. Samples of less than 8 bits are
 * scaled to the full range, of 16-bit samples the high byte is taken (as libpng's {@code
 * png_set_expand} and {@code png_set_strip_16} do). Transparency by tRNS is alpha 0 for the named
 * colour, compared with all bits.
 */
final class PngPixels {
  private final PngHeader header;
  private final int outBytes;
  private final boolean direct;
  private final int[] colors;
  private final int key;
  private final int keyGreen;
  private final int keyBlue;

  /** Pixels of {@code picture} in the format {@code to}, which loses nothing but low bytes. */
  PngPixels(PngPicture picture, PixelFormat to) {
    header = picture.header();
    outBytes =
        switch (to) {
          case GRAY8 -> 1;
          case RGB -> 3;
          case RGBA -> 4;
          default -> throw new IllegalArgumentException("png has no such format format=" + to);
        };
    byte[] t = picture.transparency();
    boolean keyed = t.length > 0 && header.color() != PngHeader.Color.PALETTE;
    key = keyed ? int16(t, 0) : -1;
    keyGreen = t.length == 6 && keyed ? int16(t, 2) : -1;
    keyBlue = t.length == 6 && keyed ? int16(t, 4) : -1;
    direct = header.depth() == 8 && header.color().samples == outBytes && !isIndexed() && !keyed;
    colors = isIndexed() ? colors(picture) : new int[0];
  }

  /** One sample of at most 8 bits that stands for a whole pixel: looked up. */
  private boolean isIndexed() {
    return header.color().samples == 1
        && header.depth() <= 8
        && !(header.color() == PngHeader.Color.GRAY && header.depth() == 8 && outBytes == 1);
  }

  private static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  /** Bytes of a pixel. */
  int bytes() {
    return outBytes;
  }

  /** Whether rows are pixels already. */
  boolean isDirect() {
    return direct;
  }

  /** RGBA by sample, red lowest. An index beyond the palette is opaque black. */
  private int[] colors(PngPicture picture) {
    int[] made = new int[1 << header.depth()];
    byte[] p = picture.palette();
    byte[] t = picture.transparency();
    for (int i = 0; i < made.length; i++) {
      if (header.color() == PngHeader.Color.GRAY) {
        int v = i * 255 / (made.length - 1);
        made[i] = v | v << 8 | v << 16 | (i == key ? 0 : 0xff00_0000);
      } else {
        int alpha = i < t.length ? (t[i] & 0xff) << 24 : 0xff00_0000;
        made[i] = alpha;
        if (3 * i < p.length) {
          made[i] |= p[3 * i] & 0xff | (p[3 * i + 1] & 0xff) << 8 | (p[3 * i + 2] & 0xff) << 16;
        }
      }
    }
    return made;
  }

  /** Converts a row of {@code pixels} at {@code at} in {@code row} to {@code out}. */
  void convert(byte[] row, int at, int pixels, byte[] out) {
    if (direct) {
      System.arraycopy(row, at, out, 0, pixels * outBytes);
    } else if (colors.length > 0) {
      look(row, at, pixels, out);
    } else if (header.depth() == 8) {
      convert8(row, at, pixels, out);
    } else {
      convert16(row, at, pixels, out);
    }
  }

  private void look(byte[] row, int at, int pixels, byte[] out) {
    int depth = header.depth();
    int mask = (1 << depth) - 1;
    int perByte = 8 / depth;
    int o = 0;
    for (int x = 0; x < pixels; x++) {
      int shift = 8 - depth - x % perByte * depth;
      o = put(out, o, colors[row[at + x / perByte] >> shift & mask]);
    }
  }

  private int put(byte[] out, int at, int color) {
    out[at] = (byte) color;
    if (outBytes > 1) {
      out[at + 1] = (byte) (color >> 8);
      out[at + 2] = (byte) (color >> 16);
      if (outBytes == 4) {
        out[at + 3] = (byte) (color >>> 24);
      }
    }
    return at + outBytes;
  }

  private void convert8(byte[] row, int at, int pixels, byte[] out) {
    int samples = header.color().samples;
    int o = 0;
    for (int i = at; i < at + pixels * samples; i += samples) {
      int r = row[i] & 0xff;
      int g = samples > 2 ? row[i + 1] & 0xff : r;
      int b = samples > 2 ? row[i + 2] & 0xff : r;
      int alpha =
          header.color().hasAlpha()
              ? row[i + samples - 1] & 0xff
              : samples == 3 && r == key && g == keyGreen && b == keyBlue ? 0 : 255;
      o = put(out, o, r | g << 8 | b << 16 | alpha << 24);
    }
  }

  private void convert16(byte[] row, int at, int pixels, byte[] out) {
    int samples = header.color().samples;
    int o = 0;
    for (int i = at; i < at + 2 * pixels * samples; i += 2 * samples) {
      int r = int16(row, i);
      int g = samples > 2 ? int16(row, i + 2) : r;
      int b = samples > 2 ? int16(row, i + 4) : r;
      int alpha =
          header.color().hasAlpha() ? row[i + 2 * samples - 2] & 0xff : isKey(r, g, b) ? 0 : 255;
      o = put(out, o, r >> 8 | g & 0xff00 | b >> 8 << 16 | alpha << 24);
    }
  }

  private boolean isKey(int r, int g, int b) {
    return r == key && (header.color().samples == 1 || g == keyGreen && b == keyBlue);
  }
}
