package dev.parallax.elements.std.video.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.parallax.model.format.ColorRange;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** What is to be seen where no picture lies. One thread at a time; nothing is allocated. */
public final class Backdrop {
  /** What the backdrop looks like. */
  public enum Look {
    /** Squares of eight pixels, dark and light grey. */
    CHECKER,
    /** Black. */
    BLACK,
    /** White. */
    WHITE,
    /** Nothing; black where pixels have no opacity. */
    TRANSPARENT
  }

  /** Rows after which the squares repeat. */
  private static final int PERIOD = 16;

  private static final ValueLayout.OfShort SHORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Picture tile;

  /** A backdrop for pictures of one format and width. */
  public Backdrop(VideoFormat format, Look look) {
    tile = new Picture(format.format(), format.width(), PERIOD);
    tile.pack(Scratch.allocate(tile.packedBytes()), 0);
    for (Channel channel : Channel.of(format.format())) {
      for (int y = 0; y < channel.rows(PERIOD); y++) {
        for (int x = 0; x < channel.columns(format.width()); x++) {
          set(channel, x, y, level(channel, format, look, x, y));
        }
      }
    }
  }

  private void set(Channel channel, int x, int y, int level) {
    if (channel.bytes() == 2) {
      tile.segment().set(SHORT, channel.at(tile, x, y), (short) (level << channel.bits() - 8));
    } else {
      tile.segment().set(JAVA_BYTE, channel.at(tile, x, y), (byte) level);
    }
  }

  private static int level(Channel channel, VideoFormat format, Look look, int x, int y) {
    boolean limited =
        channel.kind() == Channel.Kind.Y && format.colorimetry().range() == ColorRange.LIMITED;
    return switch (channel.kind()) {
      case U, V -> 128;
      case A -> look == Look.TRANSPARENT ? 0 : 255;
      case Y, R, G, B, GRAY ->
          switch (look) {
            case CHECKER -> ((x ^ y) & 8) == 0 ? 80 : 160;
            case BLACK, TRANSPARENT -> limited ? 16 : 0;
            case WHITE -> limited ? 235 : 255;
          };
    };
  }

  /** Paints a part, which begins and ends at even columns and rows where chroma is subsampled. */
  public void paint(Picture to, Area area) {
    for (int p = 0; p < to.planes(); p++) {
      int shift = p > 0 ? 1 : 0;
      int top = area.y() >> shift;
      int bottom = area.bottom() + shift >> shift;
      int left = Picture.rowBytes(to.format(), p, area.x());
      int bytes = Picture.rowBytes(to.format(), p, area.width());
      int mask = (PERIOD >> shift) - 1;
      for (int r = top; r < bottom; r++) {
        MemorySegment.copy(
            tile.segment(), tile.row(p, r & mask) + left, to.segment(), to.row(p, r) + left, bytes);
      }
    }
  }
}
