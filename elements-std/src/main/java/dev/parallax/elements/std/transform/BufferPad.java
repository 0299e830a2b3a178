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
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Fills buffers up to a size. Those that have it pass; the others are copied, and counted. */
@Element(
    name = "buffer-pad",
    summary = "Fills buffers up to a size",
    klass = "Filter",
    example =
        "fakesrc num-buffers=10 sizetype=fixed sizemax=100 ! buffer-pad multiple=188 value=255 !"
            + " fakesink silent=false")
@RtSafe
final class BufferPad {
  @Property(doc = "bytes that a buffer has at least", min = 0, max = 1 << 28)
  long size;

  @Property(doc = "the number of bytes is a multiple of this", min = 1, max = 1 << 28)
  long multiple = 1;

  @Property(doc = "the byte to fill with", min = 0, max = 255)
  int value;

  @Property(doc = "where to put it")
  PadPlace at = PadPlace.END;

  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  @BytesCaps
  @Same("*")
  void pad(@Input Bytes in, @Output Emitter<Bytes> out) {
    long least = Math.max(size, in.size());
    long wanted = (least + multiple - 1) / multiple * multiple;
    if (wanted == in.size()) {
      out.forward(in);
      return;
    }
    Bytes made = out.acquire(wanted);
    Times.copy(in, made);
    made.resize(wanted);
    long more = wanted - in.size();
    long from = made.offset() + (at == PadPlace.END ? 0 : more);
    long fill = made.offset() + (at == PadPlace.END ? in.size() : 0);
    MemorySegment to = made.segment();
    MemorySegment.copy(in.segment(), in.offset(), to, from, in.size());
    for (long i = 0; i < more; i++) { // a slice to fill would be an object for each buffer
      to.set(ValueLayout.JAVA_BYTE, fill + i, (byte) value);
    }
    Context c = context;
    if (c != null) {
      c.countCopied(1);
    }
    out.send(made);
  }
}
