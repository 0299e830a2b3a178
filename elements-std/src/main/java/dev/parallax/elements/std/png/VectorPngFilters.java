package dev.parallax.elements.std.png;

/** The loops on vectors; what is left of a row by {@link PlainPngFilters}. */
final class VectorPngFilters implements PngFilters {
  private static final VectorPngFilters INSTANCE = new VectorPngFilters();
  private static final PlainPngFilters REST = PlainPngFilters.INSTANCE;

  private VectorPngFilters() {}

  static PngFilters instance() {
    return INSTANCE;
  }

  @Override
  public int filter(int type, byte[] row, byte[] above, int bpp, byte[] to, int from, int until) {
    int whole = from + PngFilterLoops.BYTES.loopBound(until - from);
    int sum =
        switch (type) {
          case NONE -> PngFilterLoops.none(row, bpp, from, whole);
          case SUB -> PngFilterLoops.sub(row, bpp, to, from, whole);
          case UP -> PngFilterLoops.up(row, above, bpp, to, from, whole);
          case AVERAGE -> PngFilterLoops.average(row, above, bpp, to, from, whole);
          default -> PngFilterLoops.paeth(row, above, bpp, to, from, whole);
        };
    return whole == until ? sum : sum + REST.filter(type, row, above, bpp, to, whole, until);
  }
}
