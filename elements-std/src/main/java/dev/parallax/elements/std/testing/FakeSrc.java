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

/** Makes buffers without a meaning, as fast as they are taken. */
@Element(
    name = "fakesrc",
    summary = "Makes buffers without a meaning",
    klass = "Source",
    example = "fakesrc num-buffers=100 sizetype=fixed sizemax=1000 ! fakesink")
@RtSafe
final class FakeSrc {
  @Property(doc = "buffers before the end of the stream; -1: no end", min = -1)
  int numBuffers = -1;

  @Property(doc = "size of the buffers", def = "empty")
  FakeSizeType sizetype = FakeSizeType.EMPTY;

  @Property(doc = "bytes of a buffer of fixed size", min = 0, max = 1 << 28)
  int sizemax = 4096;

  @Property(doc = "content of the buffers", def = "nothing")
  FakeFillType filltype = FakeFillType.NOTHING;

  private long made;

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(sizetype == FakeSizeType.FIXED ? Math.max(1, sizemax) : 64);
  }

  @Produce
  Flow produce(@Output Bytes out) {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    made++;
    long size = sizetype == FakeSizeType.FIXED ? sizemax : 0;
    if (out.size() != size) {
      out.resize(size);
    }
    if (filltype == FakeFillType.ZERO) {
      for (long i = 0; i < size; i++) {
        out.set(i, (byte) 0);
      }
    }
    return Flow.OK;
  }

  @Start
  @Reset
  void reset() {
    made = 0;
  }
}
