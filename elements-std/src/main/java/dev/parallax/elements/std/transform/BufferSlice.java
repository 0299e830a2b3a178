package dev.parallax.elements.std.transform;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import org.jspecify.annotations.Nullable;

/** Passes a part of each buffer on, without copying. */
@Element(
    name = "buffer-slice",
    summary = "Passes a part of each buffer on",
    klass = "Filter",
    example =
        "audiotestsrc num-buffers=10 ! wavenc ! buffer-slice length=44 ! range take=1 ! filesink"
            + " location=header.bin")
@RtSafe
final class BufferSlice {
  @Property(
      doc = "first byte of the part; negative: counted from the end of the buffer",
      live = true)
  long offset;

  @Property(
      doc = "bytes of the part, as far as there are any; -1: all; buffers without any are dropped",
      min = -1,
      live = true)
  long length = -1;

  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  @BytesCaps
  @Same("*")
  void slice(@Input Bytes in, @Output Emitter<Bytes> out) {
    long size = in.size();
    long from = offset >= 0 ? Math.min(offset, size) : Math.max(0, size + offset);
    long left = length < 0 ? size - from : Math.min(length, size - from);
    if (left > 0) {
      out.forward(in, from, left);
      return;
    }
    Context c = context;
    if (c != null) {
      c.countDropped(1);
    }
  }
}
