package dev.parallax.elements.std.png;

/** The loops without vectors. */
final class PlainPngFilters implements PngFilters {
  static final PlainPngFilters INSTANCE = new PlainPngFilters();

  private PlainPngFilters() {}

  @Override
  public int filter(int type, byte[] row, byte[] above, int bpp, byte[] to, int from, int until) {
    return switch (type) {
      case NONE -> none(row, bpp, from, until);
      case SUB -> sub(row, bpp, to, from, until);
      case UP -> up(row, above, bpp, to, from, until);
      case AVERAGE -> average(row, above, bpp, to, from, until);
      default -> paeth(row, above, bpp, to, from, until);
    };
  }

  private static int none(byte[] row, int bpp, int from, int until) {
    int sum = 0;
    for (int i = from; i < until; i++) {
      sum += Math.abs(row[i + bpp]);
    }
    return sum;
  }

  private static int sub(byte[] row, int bpp, byte[] to, int from, int until) {
    int sum = 0;
    for (int i = from; i < until; i++) {
      byte b = (byte) (row[i + bpp] - row[i]);
      to[i + 1] = b;
      sum += Math.abs(b);
    }
    return sum;
  }

  private static int up(byte[] row, byte[] above, int bpp, byte[] to, int from, int until) {
    int sum = 0;
    for (int i = from; i < until; i++) {
      byte b = (byte) (row[i + bpp] - above[i + bpp]);
      to[i + 1] = b;
      sum += Math.abs(b);
    }
    return sum;
  }

  private static int average(byte[] row, byte[] above, int bpp, byte[] to, int from, int until) {
    int sum = 0;
    for (int i = from; i < until; i++) {
      byte b = (byte) (row[i + bpp] - ((row[i] & 0xff) + (above[i + bpp] & 0xff) >> 1));
      to[i + 1] = b;
      sum += Math.abs(b);
    }
    return sum;
  }

  private static int paeth(byte[] row, byte[] above, int bpp, byte[] to, int from, int until) {
    int sum = 0;
    for (int i = from; i < until; i++) {
      int left = row[i] & 0xff;
      int up = above[i + bpp] & 0xff;
      int corner = above[i] & 0xff;
      int byLeft = Math.abs(up - corner);
      int byUp = Math.abs(left - corner);
      int byCorner = Math.abs(left + up - 2 * corner);
      int predicted = byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
      byte b = (byte) (row[i + bpp] - predicted);
      to[i + 1] = b;
      sum += Math.abs(b);
    }
    return sum;
  }
}
