package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Metadata;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What a buffer has beside the numbers of its entry: where its planes lie, and metadata. */
final class BufferExtras {
  private static final int LEAST_PLANE = 12;

  private BufferExtras() {}

  /**
   * Bytes to go along with the buffer, or null when it has nothing: number of planes, the layout if
   * there are any, and from the next multiple of 8 on the metadata.
   */
  static @Nullable MemorySegment write(Packer packer, Buffer buffer) {
    PlaneLayout layout = buffer.layout() instanceof PlaneLayout l ? l : null;
    Metadata metadata = buffer.metadata() instanceof Metadata m && !m.isEmpty() ? m : null;
    if (layout == null && metadata == null) {
      return null;
    }
    packer.clear().i32(layout == null ? 0 : layout.planes());
    if (layout != null) {
      packer.i64(layout.size());
      for (int p = 0; p < layout.planes(); p++) {
        packer.i64(layout.offset(p)).i32(layout.stride(p));
      }
    }
    if (metadata != null) {
      packer.metadata(metadata);
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
      Unpacker from = new Unpacker(carried);
      int planes = from.count(LEAST_PLANE);
      if (planes > 0) {
        if (!(format instanceof VideoFormat video)) {
          throw new PeerFault("buffer has planes, and no picture");
        }
        PlaneLayout layout = layout(from, planes, video);
        buffer.layout(layout);
        needed = layout.size();
      }
      if (from.hasMore()) {
        buffer.metadata(from.metadata());
      }
    }
    if (buffer.length() < needed) {
      throw new PeerFault("picture is cut off: length=" + buffer.length() + " needed=" + needed);
    }
  }

  private static PlaneLayout layout(Unpacker from, int planes, VideoFormat video) {
    long size = from.i64();
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
