package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.util.Arrays;

/**
 * Scales pictures by any {@link Interpolation}: first rows are added up with their weights, to 15
 * bits and a sign, then columns. Every component is scaled by itself. One thread at a time; nothing
 * is allocated.
 */
final class TapScaler implements PictureScaler {
  /** Bits of a sample between the two steps. */
  private static final int BETWEEN = 15;

  /** Ints in the widest vector. */
  private static final int MOST_LANES = 16;

  private final PixelFormat format;
  private final int bits;
  private final Letterbox box;
  private final Borders borders;
  private final RowChoice choice;
  private final TapTable[] columns;
  private final TapTable[] rows;
  private final int[][][] bases;
  private final int[] line;
  private final int[] sums;

  TapScaler(
      PixelFormat format,
      int fromWidth,
      int fromHeight,
      int toWidth,
      int toHeight,
      Interpolation way,
      double envelope,
      Letterbox box,
      RowChoice choice) {
    this.format = format;
    this.box = box;
    this.choice = choice;
    Picture from = new Picture(format, fromWidth, fromHeight);
    Picture shown = new Picture(format, box.width(), box.height());
    bits = Channel.of(format).getFirst().bits();
    columns = new TapTable[from.planes()];
    rows = new TapTable[from.planes()];
    bases = new int[from.planes()][][];
    int fromSamples = 0;
    int toSamples = 0;
    int bytes = Channel.of(format).getFirst().bytes();
    for (int p = 0; p < columns.length; p++) {
      columns[p] = TapTable.ofRow(from, p, fromWidth, box.width(), way, envelope);
      bases[p] = VectorSupport.usable() ? TapLoops.bases(columns[p].index()) : new int[0][];
      rows[p] = TapTable.of(from.rows(p), shown.rows(p), way, envelope);
      fromSamples = Math.max(fromSamples, from.rowBytes(p) / bytes);
      toSamples = Math.max(toSamples, shown.rowBytes(p) / bytes);
    }
    // Two vectors are read from the place of any sample on.
    line = new int[fromSamples + MOST_LANES * 2];
    sums = new int[toSamples];
    borders = new Borders(format, toWidth, toHeight, box);
  }

  @Override
  public void scale(Picture input, Picture output) {
    choice.begin();
    borders.paint(output);
    for (int p = 0; p < columns.length; p++) {
      int shown = rows[p].index()[0].length;
      int top = p > 0 ? box.y() >> 1 : box.y();
      long indent = Picture.rowBytes(format, p, box.x());
      for (int y = 0; y < shown; y++) {
        boolean fast = choice.next() != ScalarRows.INSTANCE;
        addRows(input, p, y, fast);
        addColumns(columns[p], bases[p], fast);
        store(output, output.row(p, top + y) + indent, columns[p].index()[0].length, fast);
      }
    }
  }

  private void addRows(Picture input, int p, int y, boolean fast) {
    TapTable table = rows[p];
    int samples = input.rowBytes(p) / (bits > 8 ? 2 : 1);
    Arrays.fill(line, 0, samples, 0);
    for (int k = 0; k < table.taps(); k += 2) {
      int w0 = table.weight()[k][y];
      int w1 = table.weight()[k + 1][y];
      if (w0 == 0 && w1 == 0) {
        continue;
      }
      long row0 = input.row(p, table.index()[k][y]);
      long row1 = input.row(p, table.index()[k + 1][y]);
      int done = 0;
      if (bits > 8) {
        done = fast ? TapLoops.addWide(input.segment(), row0, row1, w0, w1, line, samples) : 0;
        TapRows.addWide(input.segment(), row0, row1, w0, w1, line, done, samples);
      } else {
        done = fast ? TapLoops.addBytes(input.segment(), row0, row1, w0, w1, line, samples) : 0;
        TapRows.addBytes(input.segment(), row0, row1, w0, w1, line, done, samples);
      }
    }
    int shift = TapTable.BITS + bits - BETWEEN;
    int done = fast ? TapLoops.shift(line, shift, samples) : 0;
    TapRows.shift(line, shift, done, samples);
  }

  private void addColumns(TapTable table, int[][] base, boolean fast) {
    int samples = table.index()[0].length;
    Arrays.fill(sums, 0, samples, 0);
    for (int k = 0; k < table.taps(); k += 2) {
      int[] index0 = table.index()[k];
      int[] index1 = table.index()[k + 1];
      int[] weight0 = table.weight()[k];
      int[] weight1 = table.weight()[k + 1];
      int done = 0;
      if (fast && base.length > 0) {
        done =
            TapLoops.pick(
                line, base[k], base[k + 1], index0, index1, weight0, weight1, sums, samples);
      } else if (fast) {
        done = TapLoops.gather(line, index0, index1, weight0, weight1, sums, samples);
      }
      TapRows.gather(line, index0, index1, weight0, weight1, sums, done, samples);
    }
  }

  private void store(Picture output, long at, int samples, boolean fast) {
    int shift = TapTable.BITS + BETWEEN - bits;
    if (bits > 8) {
      int done = fast ? TapLoops.storeWide(sums, shift, bits, output.segment(), at, samples) : 0;
      TapRows.storeWide(sums, shift, bits, output.segment(), at, done, samples);
    } else {
      int done = fast ? TapLoops.storeBytes(sums, shift, output.segment(), at, samples) : 0;
      TapRows.storeBytes(sums, shift, output.segment(), at, done, samples);
    }
  }
}
