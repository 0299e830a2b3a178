package dev.parallax.elements.std.png;

/**
 * The filters of rows when encoding (ISO/IEC 15948, section 9). Both implementations give the same
 * bytes and sums. In the arrays {@code row} and {@code above} the first pixel lies at {@code bpp},
 * after a pixel of zeros.
 */
interface PngFilters {
  int NONE = 0;
  int SUB = 1;
  int UP = 2;
  int AVERAGE = 3;
  int PAETH = 4;

  /** Bytes of a call at most. */
  int MOST = 4096;

  /**
   * Filters the bytes {@code from} to {@code until} of a row, counted from its first pixel.
   *
   * @param type of the filter; {@link #NONE} stores nothing
   * @param bpp bytes of a pixel, at least 1
   * @param to where byte 0 goes to place 1
   * @return sum of the absolute values of the filtered bytes, which count as signed
   */
  int filter(int type, byte[] row, byte[] above, int bpp, byte[] to, int from, int until);
}
