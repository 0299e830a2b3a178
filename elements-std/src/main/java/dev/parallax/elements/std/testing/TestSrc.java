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
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import org.jspecify.annotations.Nullable;

/**
 * Makes numbered buffers with a checksum, so that {@code testsink} can tell what was lost, damaged
 * or came twice on the way.
 */
@Element(
    name = "testsrc",
    summary = "Makes numbered buffers with a checksum",
    klass = "Source",
    example = "testsrc num-buffers=100 pattern=random ! queue ! testsink expect-buffers=100")
@RtSafe
final class TestSrc {
  @Property(doc = "buffers before the end of the stream; -1: no end", min = -1)
  int numBuffers = -1;

  @Property(
      doc = "bytes of a buffer: 8 of its number, 8 of its checksum, content",
      min = NumberedBuffer.HEAD_BYTES,
      max = 1 << 24)
  int size = 1024;

  @Property(doc = "content of the buffers", def = "counter")
  TestPattern pattern = TestPattern.COUNTER;

  @Property(
      doc =
          "time from one buffer to the next in nanoseconds, which gives buffers their times; 0:"
              + " none",
      min = 0,
      max = 3_600_000_000_000L)
  long interval;

  @Property(doc = "make each buffer when its time has come; needs an interval")
  boolean isLive;

  private @Nullable Context context;
  private long made;

  @Start
  void start(Context started) {
    context = started;
    made = 0;
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(size);
  }

  @Produce
  Flow produce(@Output Bytes out) {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    Context c = context;
    long time = made * interval;
    if (isLive && interval > 0 && c != null && time > c.runningTime()) {
      return c.againAt(c.now() + time - c.runningTime());
    }
    out.resize(size);
    NumberedBuffer.write(out.segment(), out.offset(), size, made, pattern);
    if (interval > 0) {
      out.pts(time);
      out.duration(interval);
    }
    made++;
    return Flow.OK;
  }

  @Reset
  void reset() {
    made = 0;
  }
}
