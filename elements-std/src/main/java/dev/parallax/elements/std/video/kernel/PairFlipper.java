package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.parallax.annotations.PixelFormat;

/** Turns packed 4:2:2, pixel by pixel: pairs of pixels are not the same before and after. */
final class PairFlipper {
  private final Channel[] channels;
  private final Flipper.Turn turn;

  PairFlipper(PixelFormat format, Flipper.Turn turn) {
    channels = Channel.of(format).toArray(new Channel[0]);
    this.turn = turn;
  }

  void flip(Picture from, Picture to) {
    for (Channel c : channels) {
      for (int y = 0; y < to.height(); y++) {
        if (c.shiftX() == 0) {
          luma(from, to, c, y);
        } else {
          chroma(from, to, c, y);
        }
      }
    }
  }

  private int sourceX(Picture from, int x, int y) {
    int column = turn.transposed() ? y : x;
    return turn.mirrorX() ? from.width() - 1 - column : column;
  }

  private int sourceY(Picture from, int x, int y) {
    int row = turn.transposed() ? x : y;
    return turn.mirrorY() ? from.height() - 1 - row : row;
  }

  private void luma(Picture from, Picture to, Channel c, int y) {
    for (int x = 0; x < to.width(); x++) {
      to.segment().set(JAVA_BYTE, c.at(to, x, y), (byte) sample(from, c, x, y, 0));
    }
    if ((to.width() & 1) == 1) { // the pair's second pixel is not shown; it is as the first
      int last = sample(from, c, to.width() - 1, y, 0);
      to.segment().set(JAVA_BYTE, c.at(to, to.width(), y), (byte) last);
    }
  }

  private void chroma(Picture from, Picture to, Channel c, int y) {
    int pairs = c.columns(to.width());
    for (int pair = 0; pair < pairs; pair++) {
      int left = sample(from, c, 2 * pair, y, 1);
      int right = sample(from, c, Math.min(2 * pair + 1, to.width() - 1), y, 1);
      to.segment().set(JAVA_BYTE, c.at(to, pair, y), (byte) (left + right + 1 >> 1));
    }
  }

  private int sample(Picture from, Channel c, int x, int y, int shift) {
    long at = c.at(from, sourceX(from, x, y) >> shift, sourceY(from, x, y));
    return from.segment().get(JAVA_BYTE, at) & 0xff;
  }
}
