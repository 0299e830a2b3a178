package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Passes a sample of the buffers on; the others are dropped and counted. */
@Element(
    name = "sample",
    summary = "Passes a sample of the buffers on",
    klass = "Filter",
    example = "videotestsrc num-buffers=100 ! sample every=25 ! pngenc ! fakesink silent=false")
@RtSafe
final class Sample {
  @Property(doc = "pass one buffer of so many, the first one first", min = 1, live = true)
  int every = 1;

  @Property(doc = "of those, pass each with this probability", min = 0, max = 1, live = true)
  double probability = 1;

  @Property(doc = "where the random numbers begin: the same seed chooses the same buffers")
  long seed;

  private @Nullable Context context;
  private long seen;
  private long random;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @Transform
  @Same("*")
  void choose(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    boolean turn = seen % every == 0;
    seen++;
    if (turn && (probability >= 1 || next() < probability)) {
      out.forward(in);
      return;
    }
    Context c = context;
    if (c != null) {
      c.countDropped(1);
    }
  }

  /** SplitMix64 (Steele, Lea, Flood 2014): the next number in [0, 1). */
  private double next() {
    random += 0x9e3779b97f4a7c15L;
    long z = random;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
  }

  @Reset
  void reset() {
    seen = 0;
    random = seed;
  }
}
