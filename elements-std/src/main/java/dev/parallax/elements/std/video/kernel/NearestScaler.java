package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Scales pictures by the nearest pixel. Every component is scaled by itself, centre to centre. One
 * thread at a time; nothing is allocated.
 */
final class NearestScaler implements PictureScaler {
  private final PixelFormat format;
  private final Letterbox box;
  private final Borders borders;
  private final RowChoice choice;
  private final boolean pixels;
  private final int[][] rows;
  private final int[][] columns;

  /** By plane; null where bytes that are neighbours come from places too far apart. */
  private final @Nullable WindowTable[] windows;

  NearestScaler(
      PixelFormat format,
      int fromWidth,
      int fromHeight,
      int toWidth,
      int toHeight,
      Letterbox box,
      RowChoice choice) {
    this.format = format;
    this.box = box;
    this.choice = choice;
    Picture from = new Picture(format, fromWidth, fromHeight);
    Picture shown = new Picture(format, box.width(), box.height());
    rows = new int[from.planes()][];
    columns = new int[from.planes()][];
    windows = new @Nullable WindowTable[from.planes()];
    pixels = format == PixelFormat.RGBA || format == PixelFormat.BGRA;
    int sampleBytes = Channel.of(format).getFirst().bytes();
    for (int p = 0; p < rows.length; p++) {
      rows[p] = TapTable.of(from.rows(p), shown.rows(p), Interpolation.NEAREST, 1).index()[0];
      TapTable across =
          TapTable.ofRow(from, p, fromWidth, box.width(), Interpolation.NEAREST, 1)
              .bytes(sampleBytes);
      columns[p] = across.index()[0];
      if (VectorSupport.usable()) {
        windows[p] =
            WindowTable.of(
                across,
                0,
                1,
                WindowTable.Weights.NONE,
                WindowLoops.NEAREST,
                1,
                2 * WindowLoops.WINDOW,
                from.rowBytes(p));
      }
    }
    borders = new Borders(format, toWidth, toHeight, box);
  }

  @Override
  public void scale(Picture input, Picture output) {
    choice.begin();
    borders.paint(output);
    for (int p = 0; p < rows.length; p++) {
      int top = p > 0 ? box.y() >> 1 : box.y();
      long indent = Picture.rowBytes(format, p, box.x());
      for (int y = 0; y < rows[p].length; y++) {
        long at = output.row(p, top + y) + indent;
        if (y > 0 && rows[p][y] == rows[p][y - 1]) {
          long above = output.row(p, top + y - 1) + indent;
          MemorySegment.copy(output.segment(), above, output.segment(), at, columns[p].length);
        } else {
          boolean fast = choice.next() != ScalarRows.INSTANCE;
          row(input, p, rows[p][y], output, at, fast);
        }
      }
    }
  }

  private void row(Picture input, int p, int y, Picture output, long at, boolean fast) {
    int[] index = columns[p];
    MemorySegment in = input.segment();
    long row = input.row(p, y);
    WindowTable table = windows[p];
    int done =
        fast && table != null
            ? WindowLoops.nearest(in, row, table, output.segment(), at, index.length)
            : 0;
    if (done == 0 && pixels) {
      pickPixels(in, row, index, output.segment(), at);
    } else {
      pick(in, row, index, output.segment(), at, done);
    }
  }

  private static void pickPixels(
      MemorySegment in, long row, int[] index, MemorySegment out, long at) {
    for (int i = 0; i < index.length; i += 4) {
      out.set(JAVA_INT_UNALIGNED, at + i, in.get(JAVA_INT_UNALIGNED, row + index[i]));
    }
  }

  private static void pick(
      MemorySegment in, long row, int[] index, MemorySegment out, long at, int from) {
    for (int i = from; i < index.length; i++) {
      out.set(JAVA_BYTE, at + i, in.get(JAVA_BYTE, row + index[i]));
    }
  }
}
