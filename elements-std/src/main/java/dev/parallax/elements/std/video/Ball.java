package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Picture;

/** The moving ball, where GStreamer 1.22 has it. Allocates nothing per frame. */
final class Ball {
  private static final int SMALL = 20;
  private static final double PERIOD = 200;

  private final BallMotion motion;
  private final int width;
  private final int height;
  private final Swatch[] ramp;
  private final int radius;
  private final StillPainter painter;
  private double x;
  private double y;
  private boolean flipped;

  Ball(BallMotion motion, Picture shape, Swatch[] ramp) {
    this.motion = motion;
    this.ramp = ramp;
    width = shape.width();
    height = shape.height();
    int smaller = Math.min(width, height);
    radius = Math.max(1, motion == BallMotion.WAVY ? Math.min(SMALL, smaller / 2) : smaller / 4);
    painter = new StillPainter(shape, this::at);
  }

  /**
   * Paints it over its background.
   *
   * @param frame number of the frame, 200 to a period
   * @param inverted swaps its colors; the background is the caller's
   */
  void paint(Picture to, double frame, boolean inverted) {
    flipped = inverted;
    double angle = 2 * Math.PI * frame / PERIOD;
    if (motion == BallMotion.WAVY) {
      x = radius + (0.5 + 0.5 * Math.sin(angle)) * (width - 2 * radius);
      y = radius + (0.5 + 0.5 * Math.sin(angle * Math.sqrt(2))) * (height - 2 * radius);
    } else {
      double turn = motion == BallMotion.SWEEP ? angle : angle % (2 * Math.PI) / 2;
      x = width / 2 + Math.sin(turn) * radius;
      y = height / 2 - Math.cos(turn) * radius;
      painter.paint(to, 0, height / 2, width, height / 2 + 1);
      painter.paint(to, 0, (int) y, width, (int) y + 1);
      painter.paint(to, width / 2, 0, width / 2 + 1, height);
      painter.paint(to, (int) x, 0, (int) x + 1, height);
    }
    int left = (int) x - radius;
    int top = (int) y - radius;
    painter.paint(to, left, top, left + 2 * radius + 2, top + 2 * radius + 2);
  }

  private Swatch at(int column, int row) {
    double dx = column - x;
    double dy = row - y;
    int level =
        hairLine(column, row)
            ? 255
            : Math.clamp((int) Math.floor(128 * (radius - Math.sqrt(dx * dx + dy * dy))), 0, 255);
    return ramp[flipped ? 255 - level : level];
  }

  private boolean hairLine(int column, int row) {
    return motion != BallMotion.WAVY
        && (column == width / 2 || row == height / 2 || column == (int) x || row == (int) y);
  }
}
