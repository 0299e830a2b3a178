package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Picture;

/** Noise that depends on the frame's number alone. Allocates nothing per frame. */
final class Snow {
  private final Swatch[] ramp;
  private final StillPainter painter;
  private long key;

  Snow(Picture shape, Swatch[] ramp) {
    this.ramp = ramp;
    painter = new StillPainter(shape, this::at);
  }

  void paint(Picture to, long frame) {
    key = mix(frame + 1);
    painter.paint(to);
  }

  private Swatch at(int x, int y) {
    return ramp[(int) (mix(key + ((long) y << 32 | x)) >>> 56)];
  }

  /** Spreads the bits of a number (the finalizer of splitmix64). */
  private static long mix(long n) {
    long z = n * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
