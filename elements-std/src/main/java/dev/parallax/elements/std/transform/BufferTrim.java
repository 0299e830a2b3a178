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

/** Cuts bytes off both ends of each buffer, without copying. */
@Element(
    name = "buffer-trim",
    summary = "Cuts bytes off the ends of buffers",
    klass = "Filter",
    example =
        "audiotestsrc num-buffers=10 ! wavenc ! buffer-concat ! buffer-trim start=44 ! filesink"
            + " location=samples.raw")
@RtSafe
final class BufferTrim {
  @Property(doc = "bytes to cut off the beginning", min = 0, live = true)
  long start;

  @Property(
      doc = "bytes to cut off the end; a buffer with nothing left is dropped",
      min = 0,
      live = true)
  long end;

  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  @BytesCaps
  @Same("*")
  void trim(@Input Bytes in, @Output Emitter<Bytes> out) {
    long left = in.size() - Math.min(start, in.size());
    left -= Math.min(end, left);
    if (left > 0) {
      out.forward(in, start, left);
      return;
    }
    Context c = context;
    if (c != null) {
      c.countDropped(1);
    }
  }
}
