package dev.parallax.elements.std.jpeg;

/** Resolution of chroma in an encoded picture. */
enum JpegSubsampling {
  /** That of the input. */
  AUTO(0, 0),

  /** Half in both directions. */
  YUV420(2, 2),

  /** Half the width. */
  YUV422(2, 1),

  /** Full. */
  YUV444(1, 1);

  /** Columns and rows of luma for one of chroma. */
  final int h;

  final int v;

  JpegSubsampling(int h, int v) {
    this.h = h;
    this.v = v;
  }
}
