package dev.parallax.elements.std.testing;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Start;
import dev.parallax.elements.std.dump.BufferTalk;
import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Swallows everything. */
@Element(
    name = "fakesink",
    summary = "Swallows buffers",
    klass = "Sink",
    example = "videotestsrc num-buffers=10 ! fakesink")
@RtSafe
final class FakeSink {
  @Property(doc = "buffers before no more are wanted; -1: no end", min = -1)
  int numBuffers = -1;

  @Property(doc = "post no message for each buffer", live = true)
  boolean silent = true;

  @Property(doc = "take each buffer at its time", live = true)
  boolean sync;

  private @Nullable Context context;
  private long taken;

  /** Nothing is asked for: the one look at the properties for most buffers. */
  private boolean plain;

  @Start
  void start(Context started) {
    context = started;
    reset();
    look();
  }

  @Changed({"silent", "sync"})
  void look() {
    plain = numBuffers < 0 && silent && !sync;
  }

  @Consume
  Flow take(@Input(volatileOk = true) @AnyCaps View in) {
    if (plain) {
      taken++;
      return Flow.OK;
    }
    return takeAsAsked(in);
  }

  private Flow takeAsAsked(View in) {
    if (numBuffers >= 0 && taken >= numBuffers) {
      return Flow.EOS;
    }
    Context c = context;
    if (c != null && sync && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    taken++;
    if (c != null && !silent) {
      BufferTalk.tell(c, taken, in);
    }
    return numBuffers >= 0 && taken >= numBuffers ? Flow.EOS : Flow.OK;
  }

  @Reset
  void reset() {
    taken = 0;
  }
}
