package dev.parallax.elements.std.png;

/**
 * Undoes the filters of rows in place (ISO/IEC 15948, section 9). A row lies at {@code at} in its
 * array, the row above at {@code above}; both have {@code n} bytes. Neighbours of the common pixel
 * sizes are kept in variables: through the array, each byte would wait for the store before it.
 */
final class PngUnfilter {
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

  static void up(byte[] a, int at, int above, int n) {
    for (int i = 0; i < n; i++) {
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
    for (int c = 0; c < step; c++) {
      paeth(a, at + c, above + c, n - c, step, 0);
    }
  }

  /** One channel: its left and upper left neighbours are in variables. */
  private static void paeth(byte[] a, int at, int above, int n, int step, int zero) {
    int left = zero;
    int corner = zero;
    for (int i = 0; i < n; i += step) {
      int up = a[above + i] & 0xff;
      int byLeft = up - corner;
      int byUp = left - corner;
      int byCorner = Math.abs(byLeft + byUp);
      byLeft = Math.abs(byLeft);
      byUp = Math.abs(byUp);
      int predicted = byUp <= byCorner ? up : corner;
      predicted = byLeft <= byUp && byLeft <= byCorner ? left : predicted;
      left = a[at + i] + predicted & 0xff;
      a[at + i] = (byte) left;
      corner = up;
    }
  }
}
