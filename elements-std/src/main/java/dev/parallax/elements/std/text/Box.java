package dev.parallax.elements.std.text;

/**
 * A part of a picture; right and bottom are exclusive.
 *
 * <p>Mutable, so that text that changes in every frame allocates nothing.
 */
final class Box {
  private int left;
  private int top;
  private int right;
  private int bottom;

  /** Sets the edges, cut off at those of the picture; empty when nothing is left. */
  void set(int x, int y, int toX, int toY, int width, int height) {
    left = Math.clamp(x, 0, width);
    top = Math.clamp(y, 0, height);
    right = Math.clamp(toX, left, width);
    bottom = Math.clamp(toY, top, height);
  }

  boolean isEmpty() {
    return left == right || top == bottom;
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int right() {
    return right;
  }

  int bottom() {
    return bottom;
  }
}
