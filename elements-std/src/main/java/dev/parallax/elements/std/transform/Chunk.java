package dev.parallax.elements.std.transform;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream anew, into chunks of one size. A chunk that lies within one buffer shares its
 * bytes; one that does not is copied, and counted. Times are interpolated where the stream has
 * times and durations.
 */
@Element(
    name = "chunk",
    summary = "Cuts a byte stream into chunks of one size",
    klass = "Filter",
    example = "audiotestsrc num-buffers=10 ! wavenc ! chunk size=1000 ! fakesink silent=false")
@RtSafe
final class Chunk {
  @Property(doc = "bytes of a chunk", min = 1, max = 1 << 28)
  int size = 4096;

  @Property(doc = "send what is left at the end, shorter than the others, instead of dropping it")
  boolean allowPartial = true;

  private @Nullable Context context;
  private @Nullable Bytes begun;
  private long end = Buffer.NO_TIME;

  @Start
  void start(Context started) {
    context = started;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(size).outputHolds(1);
  }

  @Transform
  @BytesCaps
  @Same("*")
  void cut(@Input Bytes in, @Output Emitter<Bytes> out) {
    long at = begun == null ? 0 : fill(in, 0, out);
    for (; in.size() - at >= size; at += size) {
      long pts = Times.at(in, at);
      out.forward(in, at, size, pts, Times.between(pts, Times.at(in, at + size)));
    }
    if (at < in.size()) {
      fill(in, at, out);
    }
  }

  /** Copies into the chunk that is under way, and sends it when it is full. */
  private long fill(Bytes in, long at, Emitter<Bytes> out) {
    Bytes to = begun;
    if (to == null) {
      to = out.acquire(size);
      Times.copy(in, to);
      to.pts(Times.at(in, at));
      if (at > 0) {
        to.dts(Buffer.NO_TIME);
      }
      to.resize(0);
      begun = to;
    }
    long had = to.size();
    long length = Math.min(size - had, in.size() - at);
    to.resize(had + length);
    MemorySegment.copy(in.segment(), in.offset() + at, to.segment(), to.offset() + had, length);
    end = Times.at(in, at + length);
    if (to.size() == size) {
      send(to, out);
    }
    return at + length;
  }

  private void send(Bytes to, Emitter<Bytes> out) {
    begun = null;
    to.duration(Times.between(to.pts(), end));
    Context c = context;
    if (c != null) {
      c.countCopied(1);
    }
    out.send(to);
  }

  @Drain
  void drain(Emitter<Bytes> out) {
    Bytes rest = begun;
    if (rest != null && allowPartial) {
      send(rest, out);
    } else if (rest != null) {
      reset();
      Context c = context;
      if (c != null) {
        c.countDropped(1);
      }
    }
  }

  @Reset
  @Stop
  void reset() {
    Bytes rest = begun;
    begun = null;
    if (rest != null) {
      rest.close();
    }
  }
}
