package dev.parallax.elements.std.flow;

import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.dump.BufferTalk;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Passes buffers on as they are; its properties make trouble for tests. */
@Element(
    name = "identity",
    summary = "Passes buffers on",
    klass = "Generic",
    example = "audiotestsrc num-buffers=50 ! identity sleep-time=1000 ! fakesink")
@RtSafe
final class Identity {
  @Property(
      doc = "wait before each buffer, in microseconds",
      min = 0,
      max = 0xffff_ffffL,
      live = true)
  long sleepTime;

  @Property(doc = "fail after this many buffers; -1: never", min = -1)
  int errorAfter = -1;

  @Property(doc = "end the stream after this many buffers, at least one; -1: never", min = -1)
  int eosAfter = -1;

  @Property(doc = "post no message for each buffer", live = true)
  boolean silent = true;

  @Property(
      doc =
          "post the first 4096 bytes of each buffer as a message, in hex (GStreamer prints all of"
              + " them)",
      live = true)
  boolean dump;

  @Property(doc = "pass each buffer on at its time", live = true)
  boolean sync;

  private @Nullable Context context;
  private long passed;
  private boolean slept;

  /** Nothing is asked for: the one look at the properties for most buffers. */
  private boolean plain;

  @Start
  void start(Context started) {
    context = started;
    reset();
    look();
  }

  @Changed({"sleep-time", "silent", "dump", "sync"})
  void look() {
    plain = sleepTime == 0 && errorAfter < 0 && eosAfter < 0 && silent && !dump && !sync;
  }

  @Transform
  @Same("*")
  Flow pass(@InOut(readOnly = true, volatileOk = true) View buffer) {
    if (plain) {
      passed++;
      return Flow.OK;
    }
    return passAsAsked(buffer);
  }

  private Flow passAsAsked(View buffer) {
    Context c = context;
    if (sync && !slept && c != null && Pacing.isEarly(c, buffer)) {
      return Pacing.again(c, buffer);
    }
    if (sleepTime > 0 && !slept && c != null) {
      slept = true;
      return c.againAt(c.now() + sleepTime * 1000);
    }
    slept = false;
    if (errorAfter >= 0 && passed >= errorAfter) {
      throw new IllegalStateException("identity fails as asked error-after=" + errorAfter);
    }
    passed++;
    if (!silent && c != null) {
      BufferTalk.tell(c, passed, buffer);
    }
    if (dump && c != null) {
      BufferTalk.dump(c, passed, buffer);
    }
    return eosAfter >= 0 && passed >= eosAfter ? Flow.EOS : Flow.OK;
  }

  @Reset
  void reset() {
    passed = 0;
    slept = false;
  }
}
