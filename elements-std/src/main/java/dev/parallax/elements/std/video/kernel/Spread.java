package dev.parallax.elements.std.video.kernel;

import dev.parallax.model.format.VideoFormat;

/**
 * How chroma of half the width becomes that of every pixel: {@code chroma * byOwn + neighbour *
 * byOther}, in quarters. The right pixel's neighbour is the next chroma; the left one's is the one
 * before, or the own where chroma lies on that pixel.
 */
enum Spread {
  /** Repeated. */
  NEAREST(4, 0, true),
  /** Interpolated between chroma in the middle of two pixels. */
  CENTRED(3, 1, false),
  /** Interpolated between chroma on the left pixel. */
  COSITED(2, 2, true);

  final int byOwn;
  final int byOther;

  /** Whether the left pixel's neighbour is the own chroma. */
  final boolean leftIsOwn;

  /** That of a source: by where its chroma lies, or repeated. */
  static Spread of(VideoFormat from, boolean linear) {
    if (!linear) {
      return NEAREST;
    }
    return from.chromaSite().horizontallyCosited() ? COSITED : CENTRED;
  }

  /** Bytes from a pair's value of 16 bits to the neighbour of its left pixel. */
  int left() {
    return leftIsOwn ? 0 : -2;
  }

  /** Bytes from a pair's value of 16 bits to the neighbour of its right pixel. */
  int right() {
    return byOther == 0 ? 0 : 2;
  }

  Spread(int byOwn, int byOther, boolean leftIsOwn) {
    this.byOwn = byOwn;
    this.byOther = byOther;
    this.leftIsOwn = leftIsOwn;
  }
}
