package dev.parallax.conformance;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.typed.Values;

/** Whole numbers, one for each millisecond. */
@Element(name = "samplevalues", summary = "Objects of the application")
final class SampleValues {
  private static final long STEP_NS = 1_000_000;

  @Property(doc = "values to make; -1: no end", min = -1)
  int numBuffers = 20;

  private long made;

  @Produce
  Flow produce(@Output @EncodedCaps(Values.MEDIA_TYPE) View out) {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    out.metadata(Metadata.EMPTY.carrying(made));
    out.pts(made * STEP_NS);
    out.duration(STEP_NS);
    made++;
    return Flow.OK;
  }

  @Start
  @Reset
  void reset() {
    made = 0;
  }
}
