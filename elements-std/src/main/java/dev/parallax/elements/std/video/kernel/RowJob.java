package dev.parallax.elements.std.video.kernel;

/** What a conversion does with a row, from the first to the last. */
interface RowJob {
  /** To be called before the first row of a picture. */
  void begin();

  /** Whether the output may be the input: each block of a row is read before it is written. */
  default boolean inPlace() {
    return false;
  }

  /** Makes row {@code r} of the output. */
  void row(ColorRows loops, Picture input, Picture output, int r);

  /** Makes rows {@code r} and {@code r + 1}, {@code r} being even. */
  default void twoRows(ColorRows loops, Picture input, Picture output, int r) {
    row(loops, input, output, r);
    row(loops, input, output, r + 1);
  }
}
