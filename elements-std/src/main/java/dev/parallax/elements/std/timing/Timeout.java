package dev.parallax.elements.std.timing;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Timer;
import dev.parallax.annotations.Transform;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.StreamException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Passes buffers on, and does something when none has come for a while: fails, ends the stream, or
 * fills the hole. It measures running time, so a pause is not a timeout; the first buffer may be as
 * late as any other.
 */
@Element(
    name = "timeout",
    summary = "Acts when no buffer comes",
    klass = "Generic",
    example = "audiotestsrc num-buffers=20 ! timeout timeout=500000000 action=eos ! fakesink")
final class Timeout {
  @Property(
      doc = "nanoseconds without a buffer",
      min = 1_000_000,
      max = 3_600_000_000_000L,
      live = true)
  long timeout = 1_000_000_000;

  @Property(doc = "what happens then", def = "error")
  TimeoutAction action = TimeoutAction.ERROR;

  @Property(doc = "bytes of a fallback buffer, as text in UTF-8", def = "")
  String fallback = "";

  private @Nullable Context context;
  private @Nullable Bytes last;
  private byte[] spare = new byte[0];
  private boolean began;

  /** Running time of the last buffer, or of what stood for it. */
  private long seen;

  /** Where the stream has come to, in its own times. */
  private long position = Buffer.NO_TIME;

  @Start
  void start(Context started) {
    context = started;
    spare = fallback.getBytes(StandardCharsets.UTF_8);
    began = false;
    reset();
  }

  /** The clock begins with the stream. */
  @Configure
  void configure(Setup setup) {
    setup.holds(action == TimeoutAction.REPEAT ? 1 : 0);
    if (action == TimeoutAction.FALLBACK) {
      setup.outputBytes(Math.max(1, spare.length));
    }
    began = true;
    arm();
  }

  @Changed("timeout")
  void arm() {
    Context c = context();
    if (began) {
      c.timerAt(c.now() + Math.max(0, seen + timeout - c.runningTime()));
    }
  }

  @Transform
  @Same("*")
  void pass(@Input @AnyCaps Bytes in, @Output @AnyCaps Emitter<Bytes> out) {
    seen = context().runningTime();
    if (in.pts() != Buffer.NO_TIME) {
      position = in.pts() + Math.max(0, in.duration());
    }
    if (action == TimeoutAction.REPEAT) {
      forget();
      last = in.retain();
    }
    out.forward(in);
    arm();
  }

  @Timer
  Flow late(Emitter<Bytes> out) throws StreamException {
    Context c = context();
    if (c.runningTime() - seen < timeout) {
      arm(); // the pipeline stood still meanwhile
      return Flow.OK;
    }
    switch (action) {
      case ERROR ->
          throw new StreamException(
              "no buffer has come timeout=" + timeout + " waited=" + (c.runningTime() - seen));
      case EOS -> {
        return Flow.EOS;
      }
      case GAP -> out.gap(position, timeout);
      case REPEAT -> repeat(out);
      case FALLBACK -> {
        Bytes made = out.acquire(spare.length);
        made.put(spare, 0, spare.length);
        out.send(made, position, timeout);
      }
    }
    position += position == Buffer.NO_TIME ? 0 : timeout;
    seen = c.runningTime();
    arm();
    return Flow.OK;
  }

  private void repeat(Emitter<Bytes> out) {
    Bytes kept = last;
    if (kept == null) {
      out.gap(position, timeout); // nothing has come yet that could be repeated
    } else {
      out.forward(kept, 0, kept.size(), position, timeout);
    }
  }

  private Context context() {
    Context c = context;
    if (c == null) {
      throw new IllegalStateException("timeout was not started");
    }
    return c;
  }

  @Reset
  void reset() {
    forget();
    seen = 0;
    position = Buffer.NO_TIME;
    arm();
  }

  /** Also before a change of format: the buffer has the old one. */
  @Drain
  @Stop
  void forget() {
    Bytes kept = last;
    last = null;
    if (kept != null) {
      kept.close();
    }
  }
}
