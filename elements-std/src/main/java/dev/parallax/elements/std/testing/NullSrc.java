package dev.parallax.elements.std.testing;

import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import java.lang.foreign.MemorySegment;

/** Makes buffers of zeros, as fast as they are taken. */
@Element(
    name = "nullsrc",
    summary = "Makes buffers of zeros",
    klass = "Source",
    example = "nullsrc num-buffers=100 size=4096 ! nullsink")
@RtSafe
final class NullSrc {
  private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[64 << 10]);

  @Property(doc = "buffers before the end of the stream; -1: no end", min = -1)
  int numBuffers = -1;

  @Property(doc = "bytes of a buffer", min = 0, max = 1 << 24)
  int size = 1024;

  private long made;

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Math.max(1, size));
  }

  @Produce
  Flow produce(@Output Bytes out) {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    made++;
    out.resize(size);
    for (long at = 0; at < size; at += ZEROS.byteSize()) {
      long count = Math.min(ZEROS.byteSize(), size - at);
      MemorySegment.copy(ZEROS, 0, out.segment(), out.offset() + at, count);
    }
    return Flow.OK;
  }

  @Start
  @Reset
  void reset() {
    made = 0;
  }
}
