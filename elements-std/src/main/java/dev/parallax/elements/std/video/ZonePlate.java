package dev.parallax.elements.std.video;

/**
 * The phase of a zone plate in 256ths of a turn, with the terms and the normalisation of GStreamer
 * 1.22's {@code videotestsrc}: constant, linear, quadratic and mixed in x, y and the number of the
 * frame.
 *
 * @param xOffset moves the middle of the quadratic terms to the left
 * @param yOffset moves it up
 */
record ZonePlate(
    int k0,
    int kx,
    int ky,
    int kt,
    int kxt,
    int kyt,
    int kxy,
    int kx2,
    int ky2,
    int kt2,
    int xOffset,
    int yOffset) {
  private static final int[] SINE = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      SINE[i] = (int) Math.min(255, Math.floor(128 + 128 * Math.sin(2 * Math.PI * i / 256)));
    }
  }

  /** A sine wave from 0 to 255 of a phase in 256ths of a turn. */
  static int sine(int phase) {
    return SINE[phase & 0xff];
  }

  /** Whether it changes from frame to frame. */
  boolean moves() {
    return kt != 0 || kxt != 0 || kyt != 0 || kt2 != 0;
  }

  /** Level of a pixel, 0 to 255. Arithmetic wraps around. */
  int level(int column, int row, int width, int height, int frame) {
    int x = column - width / 2 - xOffset;
    int y = row - height / 2 - yOffset;
    int phase = k0 + kx * (column + 1) + ky * (row + 1) + kt * frame;
    phase += kxt * frame * (column + 1) + kyt * frame * (row + 1);
    phase += kxy * y * (0xffff / Math.max(1, width / 2)) * (x + 1) >> 16;
    phase += kx2 * x * x * (0xffff / width) >> 16;
    phase += ky2 * y * y / height;
    phase += kt2 * frame * frame >> 1;
    return sine(phase);
  }
}
