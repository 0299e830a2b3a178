package dev.parallax.testkit;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ForwardingAdapter;
import dev.parallax.runtime.spi.InputPad;
import org.jspecify.annotations.Nullable;

/**
 * Measures the calls of one element. Those of elements that claim nothing are measured too, so that
 * they are not counted as what came before them on the thread.
 */
final class WatchedAdapter extends ForwardingAdapter {
  private final RtSanitizer sanitizer;
  private final @Nullable RtRecord record;
  private final ThreadMeter.Reading reading = new ThreadMeter.Reading();
  private final boolean source;
  private int calls;

  WatchedAdapter(
      ElementAdapter inner, boolean source, RtSanitizer sanitizer, @Nullable RtRecord record) {
    super(inner);
    this.source = source;
    this.sanitizer = sanitizer;
    this.record = record;
  }

  @Override
  public Flow produce() throws Exception {
    return measured(null, null);
  }

  @Override
  public Flow process(InputPad<?> from, Buffer buffer) throws Exception {
    return measured(from, buffer);
  }

  @Override
  public Flow mix() throws Exception {
    return measured(null, null);
  }

  /** Allocates nothing itself: that would be counted as the caller's. */
  private Flow measured(@Nullable InputPad<?> from, @Nullable Buffer buffer) throws Exception {
    ThreadMeter meter = sanitizer.meter();
    if (!meter.works()) {
      return call(from, buffer);
    }
    boolean normal = false;
    meter.enter();
    try {
      Flow flow = call(from, buffer);
      normal = true;
      return flow;
    } finally {
      meter.leave(reading);
      RtRecord r = record;
      // An exception is the end of the stream: cold, and allowed to allocate.
      if (r != null && normal && calls++ >= RtSanitizer.WARM_UP) {
        r.add(reading);
      }
    }
  }

  private Flow call(@Nullable InputPad<?> from, @Nullable Buffer buffer) throws Exception {
    if (from != null && buffer != null) {
      return super.process(from, buffer);
    }
    return source ? super.produce() : super.mix();
  }
}
