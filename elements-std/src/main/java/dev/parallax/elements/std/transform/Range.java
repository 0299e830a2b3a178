package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;

/**
 * Passes a part of the stream on, without copying: leaves out the beginning, and ends the stream
 * when the part is complete.
 */
@Element(
    name = "range",
    summary = "Passes a part of the stream on",
    klass = "Filter",
    example =
        "audiotestsrc ! range unit=time skip=1000000000 take=500000000 ! wavenc ! filesink"
            + " location=half-a-second.wav")
@RtSafe
final class Range {
  @Property(doc = "what skip and take count; bytes can't cut raw media")
  RangeUnit unit = RangeUnit.BUFFERS;

  @Property(
      doc = "how much to leave out; as a time, when the part begins (buffers, bytes or ns)",
      min = 0)
  long skip;

  @Property(doc = "how much to pass on then, in the same unit; -1: all", min = -1)
  long take = -1;

  private long seen;

  @Configure
  void configure(Format format) {
    boolean raw = format instanceof VideoFormat || format instanceof AudioFormat;
    if (raw && unit == RangeUnit.BYTES) {
      throw new IllegalArgumentException(
          "unit=bytes would cut raw media format=" + format.mediaType() + "; use buffers or time");
    }
  }

  @Transform
  @Same("*")
  Flow pass(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    return switch (unit) {
      case BUFFERS -> part(in, out, 1);
      case BYTES -> part(in, out, in.size());
      case TIME -> byTime(in, out);
    };
  }

  /** The buffer covers {@code units} units of the stream. */
  private Flow part(View in, Emitter<View> out, long units) {
    long from = seen;
    long end = take < 0 || skip > Long.MAX_VALUE - take ? Long.MAX_VALUE : skip + take;
    long first = Math.max(skip - from, 0);
    long last = Math.min(units, end - from);
    seen = from + units;
    if (first < last || first == last && units == 0 && from >= skip && from < end) {
      boolean whole = first == 0 && last == units;
      out.forward(in, whole ? 0 : first, whole ? in.size() : last - first);
    }
    return seen >= end ? Flow.EOS : Flow.OK;
  }

  private Flow byTime(View in, Emitter<View> out) {
    long pts = in.pts();
    if (pts == Buffer.NO_TIME) {
      throw new IllegalArgumentException("buffer has no time, so it lies in no range of time");
    }
    if (take >= 0 && pts >= skip && pts - skip >= take) {
      return Flow.EOS;
    }
    if (pts >= skip) {
      out.forward(in);
    }
    return Flow.OK;
  }

  @Start
  @Reset
  void reset() {
    seen = 0;
  }
}
