package dev.parallax.elements.std.timing;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Changed;
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
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more bytes or buffers a second through than it may; what is too much waits, and the
 * sender with it, or is dropped. A buffer passes as a whole, and what it was too large is waited
 * for afterwards.
 */
@Element(
    name = "ratelimiter",
    summary = "Limits bytes and buffers a second",
    klass = "Filter",
    example =
        "testsrc num-buffers=20 size=1000 ! ratelimiter bytes-per-second=1000000 !" + " fakesink")
@RtSafe
final class RateLimiter {
  @Property(doc = "bytes a second; 0: no limit", min = 0, live = true)
  long bytesPerSecond;

  @Property(doc = "buffers a second; 0: no limit", min = 0, max = 1e9, live = true)
  double buffersPerSecond;

  @Property(
      doc = "time for which unused bytes and buffers are saved up, in nanoseconds",
      min = 0,
      max = 3_600_000_000_000L,
      live = true)
  long burst = 100_000_000;

  @Property(doc = "drop what is too much, instead of letting it wait", live = true)
  boolean drop;

  private @Nullable Context context;
  private @Nullable TokenBucket bytes;
  private @Nullable TokenBucket buffers;

  @Start
  void start(Context started) {
    context = started;
    reset();
  }

  @Reset
  @Changed({"bytes-per-second", "buffers-per-second", "burst"})
  void reset() {
    bytes = bytesPerSecond > 0 ? new TokenBucket(bytesPerSecond, burst) : null;
    buffers = buffersPerSecond > 0 ? new TokenBucket(buffersPerSecond, burst) : null;
  }

  @Transform
  @Same("*")
  Flow pass(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    Context c = context;
    if (c == null) {
      throw new IllegalStateException("ratelimiter was not started");
    }
    long now = c.now();
    TokenBucket limit = bytes;
    TokenBucket count = buffers;
    long free =
        Math.max(limit == null ? now : limit.free(now), count == null ? now : count.free(now));
    if (free > now) {
      if (!drop) {
        return c.againAt(free);
      }
      c.countDropped(1);
      return Flow.OK;
    }
    if (limit != null) {
      limit.take(in.size(), now);
    }
    if (count != null) {
      count.take(1, now);
    }
    out.forward(in);
    return Flow.OK;
  }
}
