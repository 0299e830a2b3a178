package dev.parallax.runtime.spi;

import dev.parallax.annotations.RtTrusted;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import org.jspecify.annotations.Nullable;

/** The steps of pads and views that can't be verified, in one place. */
@RtTrusted(
    reason =
        "a view is made when more are out than ever before; the last header of a slot"
            + " puts it on its pool's stack and rings a sleeping owner; formats are compared when"
            + " they change; a gap is an object")
final class TrustedSteps {
  private TrustedSteps() {}

  static void more(ViewPool pool) {
    pool.more();
  }

  static void close(Buffer buffer) {
    buffer.close();
  }

  static void changed(BufferView view, Format format) {
    view.formatChanged(format);
  }

  static Event.Gap gap(long pts, long duration) {
    return new Event.Gap(pts, duration);
  }

  static boolean same(Format one, @Nullable Format other) {
    return one.equals(other);
  }
}
