package dev.parallax.elements.std.video.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a picture, not empty.
 *
 * @param x first column
 * @param y first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Area(int x, int y, int width, int height) {
  /** What both have; at most one. */
  public List<Area> and(Area other) {
    int left = Math.max(x, other.x);
    int top = Math.max(y, other.y);
    return between(left, top, Math.min(right(), other.right()), Math.min(bottom(), other.bottom()));
  }

  /** What this has and the other has not; at most four parts, apart from each other. */
  public List<Area> minus(Area other) {
    List<Area> common = and(other);
    if (common.isEmpty()) {
      return List.of(this);
    }
    Area hole = common.getFirst();
    List<Area> left = new ArrayList<>(4);
    left.addAll(between(x, y, right(), hole.y));
    left.addAll(between(x, hole.y, hole.x, hole.bottom()));
    left.addAll(between(hole.right(), hole.y, right(), hole.bottom()));
    left.addAll(between(x, hole.bottom(), right(), bottom()));
    return left;
  }

  /** The column behind the last one. */
  public int right() {
    return x + width;
  }

  /** The row below the last one. */
  public int bottom() {
    return y + height;
  }

  private static List<Area> between(int left, int top, int right, int bottom) {
    return left < right && top < bottom
        ? List.of(new Area(left, top, right - left, bottom - top))
        : List.of();
  }
}
