package dev.parallax.elements.std.text;

/** Letters, their border and their shadow as shares of each pixel. */
final class Ink {
  private static final int SHADOW = 128;

  final Cover letters = new Cover();
  final Cover border = new Cover();
  int color;
  int outlineColor;
  boolean hasBorder;

  /** How far the shadow falls to the right and down, in pixels; 0: no shadow. */
  int shadow;

  /** Shares of 255 of the pixels that were asked for last. */
  int ofFill;

  int ofOutline;
  int ofShadow;

  /** Mean shares of some pixels. */
  void mean(int left, int top, int right, int bottom) {
    int fill = 0;
    int outline = 0;
    int shade = 0;
    int pixels = (right - left) * (bottom - top);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int f = letters.at(x, y) * (color >>> 24) / 255;
        int o = hasBorder ? border.at(x, y) * (outlineColor >>> 24) / 255 * (255 - f) / 255 : 0;
        int s = shadow == 0 ? 0 : letters.at(x - shadow, y - shadow) * SHADOW / 255;
        fill += f;
        outline += o;
        shade += s * (255 - f - o) / 255;
      }
    }
    int half = pixels >> 1;
    ofFill = (fill + half) / pixels;
    ofOutline = Math.min((outline + half) / pixels, 255 - ofFill);
    ofShadow = Math.min((shade + half) / pixels, 255 - ofFill - ofOutline);
  }
}
