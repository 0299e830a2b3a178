package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

// snippet: sink
/** Remembers the loudest sample; asks to be called again when a buffer comes too early. */
@Element(name = "meter", summary = "Measures the peak")
final class Meter {
  @Property(doc = "take each buffer at its time", live = true)
  boolean sync;

  private Context context;
  private volatile float peak;

  @Start
  void start(Context started) {
    context = started;
  }

  @Consume
  Flow measure(@Input @AudioCaps(format = SampleFormat.F32LE) AudioBlock in) {
    long early = context.runningTime(in.pts()) - context.runningTime();
    if (sync && early > 0) {
      return context.againAt(context.now() + early); // nothing was done: called again with the same buffer
    }
    for (int i = 0; i < in.length(); i++) {
      peak = Math.max(peak, Math.abs(in.f32(i)));
    }
    return Flow.OK;
  }

  /** The peak so far. Any thread, so the field is volatile. */
  @Action
  float peak() {
    return peak;
  }
}
// end snippet
