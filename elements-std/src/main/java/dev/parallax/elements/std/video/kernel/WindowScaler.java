package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Scales pictures of 8-bit samples by any {@link Interpolation}: first in width, each source row
 * once, then rows are added up. Every component is scaled by itself. One thread at a time; nothing
 * is allocated.
 *
 * <p>For pictures that shrink more {@link TapScaler} is better: there the samples of one vector lie
 * too far apart.
 */
final class WindowScaler implements PictureScaler {
  /** Largest ratio of the sides, with two taps and with more. */
  private static final int MOST_OF_TWO = 4;

  private static final int MOST = 3;

  private final PixelFormat format;
  private final Letterbox box;
  private final Borders borders;
  private final RowChoice choice;
  private final RowScaler[] columns;
  private final TapTable[] rows;
  private final RowMixer[] mixers;

  /** Scaled rows by the last bits of their numbers, and which ones they are. */
  private final MemorySegment ring;

  private final long stride;
  private final int[] held;
  private final long[] mixed;
  private final int[] weights;

  WindowScaler(
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
    columns = new RowScaler[from.planes()];
    rows = new TapTable[from.planes()];
    mixers = new RowMixer[from.planes()];
    int samples = 0;
    int taps = 0;
    for (int p = 0; p < columns.length; p++) {
      TapTable across = TapTable.ofRow(from, p, fromWidth, box.width(), way, envelope);
      columns[p] = new RowScaler(across, from.rowBytes(p));
      rows[p] = TapTable.of(from.rows(p), shown.rows(p), way, envelope);
      mixers[p] = new RowMixer(columns[p].samples(), columns[p].fraction());
      samples = Math.max(samples, columns[p].samples());
      taps = Math.max(taps, rows[p].taps());
    }
    held = new int[Integer.highestOneBit(2 * taps - 1)];
    // Off the heap and aligned: a vector across two lines of the cache takes longer.
    stride = Scratch.align((long) Short.BYTES * samples);
    ring = Scratch.allocate(held.length * stride);
    mixed = new long[taps];
    weights = new int[taps];
    borders = new Borders(format, toWidth, toHeight, box);
  }

  /** Whether this scaler is one for these pictures. */
  static boolean suits(
      PixelFormat format, int fromWidth, int fromHeight, Interpolation way, Letterbox box) {
    int most = way == Interpolation.LINEAR ? MOST_OF_TWO : MOST;
    return Channel.of(format).getFirst().bits() == 8
        && fromWidth <= most * box.width()
        && fromHeight <= most * box.height();
  }

  @Override
  public void scale(Picture input, Picture output) {
    choice.begin();
    borders.paint(output);
    for (int p = 0; p < columns.length; p++) {
      Arrays.fill(held, -1);
      int shown = rows[p].index()[0].length;
      int top = p > 0 ? box.y() >> 1 : box.y();
      long indent = Picture.rowBytes(format, p, box.x());
      for (int y = 0; y < shown; y++) {
        row(input, p, y, output, output.row(p, top + y) + indent);
      }
    }
  }

  private void row(Picture input, int p, int y, Picture output, long at) {
    boolean fast = choice.next() != ScalarRows.INSTANCE;
    TapTable table = rows[p];
    for (int k = 0; k < table.taps(); k++) {
      int row = table.index()[k][y];
      int slot = row & held.length - 1;
      mixed[k] = slot * stride;
      if (held[slot] != row) {
        columns[p].scale(input.segment(), input.row(p, row), ring, mixed[k], fast);
        held[slot] = row;
      }
      weights[k] = table.weight()[k][y];
    }
    mixers[p].mix(ring, mixed, weights, table.taps(), output.segment(), at, fast);
  }
}
