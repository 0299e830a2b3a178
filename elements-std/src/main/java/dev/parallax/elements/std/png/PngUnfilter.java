package dev.parallax.elements.std.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes the filters of rows in place (ISO/IEC 15948, section 9). A row lies at {@code at} in its
 * array, the row above at {@code above}; both have {@code n} bytes. Neighbours of the common pixel
 * sizes are kept in variables: through the array, each byte would wait for the store before it.
 */
final class PngUnfilter {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x7f7f_7f7f_7f7f_7f7fL;

  private PngUnfilter() {}

  static void sub(byte[] a, int at, int n, int step) {
    switch (step) {
      case 3 -> sub3(a, at, n);
      case 4 -> sub4(a, at, n);
      default -> {
        for (int i = at + step; i < at + n; i++) {
          a[i] += a[i - step];
        }
      }
    }
  }

  private static void sub3(byte[] a, int at, int n) {
    int r = 0;
    int g = 0;
    int b = 0;
    for (int i = at; i < at + n; i += 3) {
      a[i] = (byte) (r += a[i]);
      a[i + 1] = (byte) (g += a[i + 1]);
      a[i + 2] = (byte) (b += a[i + 2]);
    }
  }

  private static void sub4(byte[] a, int at, int n) {
    int r = 0;
    int g = 0;
    int b = 0;
    int alpha = 0;
    for (int i = at; i < at + n; i += 4) {
      a[i] = (byte) (r += a[i]);
      a[i + 1] = (byte) (g += a[i + 1]);
      a[i + 2] = (byte) (b += a[i + 2]);
      a[i + 3] = (byte) (alpha += a[i + 3]);
    }
  }

  /** Eight bytes at a time: their lower bits are added, then the highest without a carry. */
  static void up(byte[] a, int at, int above, int n) {
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      long x = (long) WORDS.get(a, at + i);
      long y = (long) WORDS.get(a, above + i);
      WORDS.set(a, at + i, (x & LOW) + (y & LOW) ^ (x ^ y) & ~LOW);
    }
    for (; i < n; i++) {
      a[at + i] += a[above + i];
    }
  }

  static void average(byte[] a, int at, int above, int n, int step) {
    for (int i = 0; i < step; i++) {
      a[at + i] += (byte) ((a[above + i] & 0xff) >> 1);
    }
    if (step == 3) {
      average3(a, at, above, n);
      return;
    }
    for (int i = step; i < n; i++) {
      a[at + i] += (byte) ((a[at + i - step] & 0xff) + (a[above + i] & 0xff) >> 1);
    }
  }

  private static void average3(byte[] a, int at, int above, int n) {
    int r = a[at] & 0xff;
    int g = a[at + 1] & 0xff;
    int b = a[at + 2] & 0xff;
    for (int i = 3; i < n; i += 3) {
      r = a[at + i] + (r + (a[above + i] & 0xff) >> 1) & 0xff;
      g = a[at + i + 1] + (g + (a[above + i + 1] & 0xff) >> 1) & 0xff;
      b = a[at + i + 2] + (b + (a[above + i + 2] & 0xff) >> 1) & 0xff;
      a[at + i] = (byte) r;
      a[at + i + 1] = (byte) g;
      a[at + i + 2] = (byte) b;
    }
  }

  static void paeth(byte[] a, int at, int above, int n, int step) {
    switch (step) {
      case 3 -> paeth3(a, at, above, n);
      case 4 -> paeth4(a, at, above, n);
      default -> {
        for (int c = 0; c < step; c++) {
          channel(a, at + c, above + c, n - c, step);
        }
      }
    }
  }

  /** One channel: its left and upper left neighbours are in variables. */
  private static void channel(byte[] a, int at, int above, int n, int step) {
    int left = 0;
    int corner = 0;
    for (int i = 0; i < n; i += step) {
      int up = a[above + i] & 0xff;
      left = a[at + i] + predict(left, up, corner) & 0xff;
      a[at + i] = (byte) left;
      corner = up;
    }
  }

  /** All channels in one loop: each waits for its own last pixel only. */
  private static void paeth3(byte[] a, int at, int above, int n) {
    int r = 0;
    int g = 0;
    int b = 0;
    int cornerR = 0;
    int cornerG = 0;
    int cornerB = 0;
    for (int i = 0; i < n; i += 3) {
      int upR = a[above + i] & 0xff;
      int upG = a[above + i + 1] & 0xff;
      int upB = a[above + i + 2] & 0xff;
      r = a[at + i] + predict(r, upR, cornerR) & 0xff;
      g = a[at + i + 1] + predict(g, upG, cornerG) & 0xff;
      b = a[at + i + 2] + predict(b, upB, cornerB) & 0xff;
      a[at + i] = (byte) r;
      a[at + i + 1] = (byte) g;
      a[at + i + 2] = (byte) b;
      cornerR = upR;
      cornerG = upG;
      cornerB = upB;
    }
  }

  private static void paeth4(byte[] a, int at, int above, int n) {
    int r = 0;
    int g = 0;
    int b = 0;
    int alpha = 0;
    int cornerR = 0;
    int cornerG = 0;
    int cornerB = 0;
    int cornerAlpha = 0;
    for (int i = 0; i < n; i += 4) {
      int upR = a[above + i] & 0xff;
      int upG = a[above + i + 1] & 0xff;
      int upB = a[above + i + 2] & 0xff;
      int upAlpha = a[above + i + 3] & 0xff;
      r = a[at + i] + predict(r, upR, cornerR) & 0xff;
      g = a[at + i + 1] + predict(g, upG, cornerG) & 0xff;
      b = a[at + i + 2] + predict(b, upB, cornerB) & 0xff;
      alpha = a[at + i + 3] + predict(alpha, upAlpha, cornerAlpha) & 0xff;
      a[at + i] = (byte) r;
      a[at + i + 1] = (byte) g;
      a[at + i + 2] = (byte) b;
      a[at + i + 3] = (byte) alpha;
      cornerR = upR;
      cornerG = upG;
      cornerB = upB;
      cornerAlpha = upAlpha;
    }
  }

  /**
   * The neighbour nearest to left + up - corner. When that estimate lies outside of left and up, by
   * how much the corner lies on the other side decides: three comparisons become two, which take no
   * branches.
   */
  private static int predict(int left, int up, int corner) {
    int least = Math.min(left, up);
    int most = Math.max(left, up);
    int edge = 3 * corner - (left + up);
    int low = edge >= most ? least : corner;
    return edge <= least ? most : low;
  }
}
