package dev.parallax.elements.std.transform;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.StreamException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the whole stream into one buffer, sent at its end: for elements that want a file in one
 * piece. It has times, flags and metadata of the first buffer and lasts to the end of the last.
 */
@Element(
    name = "buffer-concat",
    summary = "Writes the whole stream into one buffer",
    klass = "Filter",
    example = "audiotestsrc num-buffers=10 ! wavenc ! buffer-concat ! fakesink silent=false")
final class BufferConcat {
  private static final int FIRST = 1 << 16;

  @Property(doc = "a stream with more bytes fails", min = 1, max = 1 << 30)
  int maxSize = 64 << 20;

  // On the heap, because the size is known at the end only, and then one slot of it is made.
  private byte[] bytes = new byte[0];
  private int size;
  private boolean begun;
  private long pts;
  private long dts;
  private long end;
  private int flags;
  private Metadata metadata = Metadata.EMPTY;
  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  @BytesCaps
  @Same("*")
  void gather(@Input Bytes in, @Output Emitter<Bytes> out) throws StreamException {
    long wanted = size + in.size();
    if (wanted > maxSize) {
      throw new StreamException("stream is too large bytes=" + wanted + " max=" + maxSize);
    }
    if (wanted > bytes.length) {
      long more = Math.max(FIRST, Math.max(wanted, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, (int) Math.min(more, Math.max(maxSize, FIRST)));
    }
    if (!begun) {
      begun = true;
      pts = in.pts();
      dts = in.dts();
      flags = in.flags();
      metadata = in.metadata();
    }
    in.copyTo(0, bytes, size, (int) in.size());
    size = (int) wanted;
    end = Times.at(in, in.size());
    Context c = context;
    if (c != null) {
      c.countCopied(1);
    }
  }

  @Drain
  void drain(Emitter<Bytes> out) {
    Context c = context;
    if (!begun || c == null || !c.ending()) {
      return;
    }
    Bytes whole = out.acquire(Math.max(1, size));
    whole.put(bytes, 0, size);
    whole.dts(dts);
    whole.flags(flags);
    whole.metadata(metadata);
    reset();
    out.send(whole, pts, Times.between(pts, end));
  }

  @Reset
  @Stop
  void reset() {
    begun = false;
    size = 0;
    bytes = new byte[0];
    metadata = Metadata.EMPTY;
  }
}
