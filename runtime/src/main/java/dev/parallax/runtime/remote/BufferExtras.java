package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What a buffer has beside the numbers of its entry: where its planes lie. */
final class BufferExtras {
  private static final int LEAST_PLANE = 12;

  private BufferExtras() {}

  /** Bytes to go along with the buffer, or null when it has nothing. */
  static @Nullable MemorySegment write(Packer packer, Buffer buffer) {
    if (!(buffer.layout() instanceof PlaneLayout layout)) {
      return null;
    }
    packer.clear().i64(layout.size()).i32(layout.planes());
    for (int p = 0; p < layout.planes(); p++) {
      packer.i64(layout.offset(p)).i32(layout.stride(p));
    }
    return packer.written();
  }

  /**
   * Gives a buffer what came along, checked against the format of its port, and against its length:
   * elements rely on a picture being whole.
   *
   * @param pictureBytes bytes of a picture of that format that has no layout of its own, or 0
   */
  static void read(
      MemorySegment carried, Buffer buffer, @Nullable Format format, long pictureBytes) {
    long needed = pictureBytes;
    if (carried.byteSize() > 0) {
      if (!(format instanceof VideoFormat video)) {
        throw new PeerFault("buffer has planes, and no picture");
      }
      PlaneLayout layout = layout(new Unpacker(carried), video);
      buffer.layout(layout);
      needed = layout.size();
    }
    if (buffer.length() < needed) {
      throw new PeerFault("picture is cut off: length=" + buffer.length() + " needed=" + needed);
    }
  }

  private static PlaneLayout layout(Unpacker from, VideoFormat video) {
    long size = from.i64();
    int planes = from.count(LEAST_PLANE);
    long[] offsets = new long[planes];
    int[] strides = new int[planes];
    for (int p = 0; p < planes; p++) {
      offsets[p] = from.i64();
      strides[p] = from.i32();
    }
    try {
      return PlaneLayout.of(video, offsets, strides, size);
    } catch (IllegalArgumentException e) {
      throw new PeerFault("picture's planes are wrong: " + e.getMessage(), e);
    }
  }
}
