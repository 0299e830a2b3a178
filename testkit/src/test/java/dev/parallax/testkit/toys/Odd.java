package dev.parallax.testkit.toys;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.AudioBlock;

/** Breaks one promise of the contract. */
@Element(name = "odd", summary = "Not as it should be")
final class Odd {
  /** What is wrong with it. */
  enum Fault {
    NONE,
    /** Remembers the run before. */
    REMEMBERS,
    /** Does something else on the thread of a peer. */
    DIFFERS_ELSEWHERE,
    /** Changes the time. */
    CHANGES_TIMES
  }

  @Property(doc = "what is wrong", def = "none")
  Fault fault = Fault.NONE;

  private int calls;

  @Transform
  @Same({"rate", "channels"})
  void copy(
      @Input @AudioCaps(format = SampleFormat.S16LE, rate = @IntRange(min = 8000, max = 96_000))
          AudioBlock in,
      @Output @AudioCaps(format = SampleFormat.S16LE, rate = @IntRange(min = 8000, max = 48_000))
          AudioBlock out) {
    calls++;
    int more = fault == Fault.REMEMBERS ? calls : 0;
    if (fault == Fault.DIFFERS_ELSEWHERE && Thread.currentThread().getName().contains("peer")) {
      more = 1;
    }
    out.frames(in.frames());
    for (int i = 0; i < in.length(); i++) {
      out.setS16(i, (short) (in.s16(i) + more));
    }
    if (fault == Fault.CHANGES_TIMES) {
      out.pts(in.pts() + 1);
    }
  }
}
