package dev.parallax.elements.std.video.kernel;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;

/** Rows of luma: where they lie, or unpacked from 4:2:2. */
final class LumaReader {
  private final boolean packed;
  private final int first;
  private final int width;
  private final MemorySegment unpacked;
  private MemorySegment segment = MemorySegment.NULL;
  private long at;

  LumaReader(PixelFormat format, int width) {
    this.width = width;
    packed = packed(format);
    first = first(format);
    unpacked = Scratch.allocate(packed ? width : 1);
  }

  static boolean packed(PixelFormat format) {
    return format == PixelFormat.YUYV || format == PixelFormat.UYVY;
  }

  /** The bit of Y0 in packed 4:2:2. */
  static int first(PixelFormat format) {
    return format == PixelFormat.UYVY ? 8 : 0;
  }

  /** Finds row {@code r}; valid until the next call. */
  void read(ColorRows loops, Picture from, int r) {
    if (packed) {
      segment = unpacked;
      at = 0;
      loops.luma422(from.segment(), from.row(0, r), unpacked, 0, width, first);
    } else {
      segment = from.segment();
      at = from.row(0, r);
    }
  }

  /** Gives row {@code r} a place of the caller's. */
  void copy(ColorRows loops, Picture from, int r, MemorySegment out, long outAt) {
    if (packed) {
      loops.luma422(from.segment(), from.row(0, r), out, outAt, width, first);
    } else {
      MemorySegment.copy(from.segment(), from.row(0, r), out, outAt, width);
    }
  }

  /** The memory of the row that was read. */
  MemorySegment segment() {
    return segment;
  }

  /** First byte of the row that was read. */
  long at() {
    return at;
  }
}
