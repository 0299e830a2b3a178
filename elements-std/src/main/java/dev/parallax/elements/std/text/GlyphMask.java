package dev.parallax.elements.std.text;

/**
 * How much of each pixel a character covers, 0 to 255, row after row.
 *
 * @param left first column, from the pen
 * @param top first row, from the base line, down
 */
record GlyphMask(int left, int top, int width, int height, byte[] cover) {
  /**
   * Draws strokes with round ends. A pixel is covered as far as its centre lies inside of the
   * stroke's edge, over a range of one pixel.
   *
   * @param unit pixels of a unit of the font
   * @param radius half of the stroke's width in pixels
   * @param dot radius of dots in pixels, not smaller
   */
  static GlyphMask draw(Strokes strokes, float unit, float radius, float dot) {
    float[] p = strokes.pieces();
    if (p.length == 0) {
      return new GlyphMask(0, 0, 0, 0, new byte[0]);
    }
    float minX = Float.MAX_VALUE;
    float maxX = -Float.MAX_VALUE;
    float minY = Float.MAX_VALUE;
    float maxY = -Float.MAX_VALUE;
    for (int i = 0; i < p.length; i += 2) {
      float reach = isDot(p, i & -4) ? dot : radius;
      minX = Math.min(minX, p[i] * unit - reach);
      maxX = Math.max(maxX, p[i] * unit + reach);
      minY = Math.min(minY, -p[i + 1] * unit - reach);
      maxY = Math.max(maxY, -p[i + 1] * unit + reach);
    }
    int left = (int) Math.floor(minX - 0.5f);
    int top = (int) Math.floor(minY - 0.5f);
    int width = (int) Math.ceil(maxX + 0.5f) - left;
    int height = (int) Math.ceil(maxY + 0.5f) - top;
    GlyphMask mask = new GlyphMask(left, top, width, height, new byte[width * height]);
    for (int i = 0; i < p.length; i += 4) {
      float reach = (isDot(p, i) ? dot : radius) + 0.5f;
      mask.piece(p[i] * unit, -p[i + 1] * unit, p[i + 2] * unit, -p[i + 3] * unit, reach);
    }
    return mask;
  }

  private static boolean isDot(float[] pieces, int at) {
    return pieces[at] == pieces[at + 2] && pieces[at + 1] == pieces[at + 3];
  }

  /** Covers what lies near one straight piece; where pieces overlap the larger cover counts. */
  private void piece(float x0, float y0, float x1, float y1, float reach) {
    int firstX = Math.max(0, (int) Math.floor(Math.min(x0, x1) - reach) - left);
    int lastX = Math.min(width, (int) Math.ceil(Math.max(x0, x1) + reach) - left);
    int firstY = Math.max(0, (int) Math.floor(Math.min(y0, y1) - reach) - top);
    int lastY = Math.min(height, (int) Math.ceil(Math.max(y0, y1) + reach) - top);
    float dx = x1 - x0;
    float dy = y1 - y0;
    float square = dx * dx + dy * dy;
    for (int row = firstY; row < lastY; row++) {
      float y = row + top + 0.5f - y0;
      for (int column = firstX; column < lastX; column++) {
        float x = column + left + 0.5f - x0;
        float along = square == 0 ? 0 : Math.clamp((x * dx + y * dy) / square, 0, 1);
        float offX = x - along * dx;
        float offY = y - along * dy;
        float inside = reach - (float) Math.sqrt(offX * offX + offY * offY);
        int at = row * width + column;
        int level = Math.round(255 * Math.clamp(inside, 0, 1));
        if (level > (cover[at] & 0xff)) {
          cover[at] = (byte) level;
        }
      }
    }
  }
}
