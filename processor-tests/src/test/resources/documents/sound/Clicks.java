package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

// snippet: source
/** One sample of 1.0 every second, silence between them. */
@Element(name = "clicks", summary = "Makes a click every second", klass = "Source/Audio")
final class Clicks {
  @Property(doc = "samples per second; 0: as the next element wants it", min = 0, max = 192_000)
  int rate;

  @Property(doc = "buffers before the end of the stream; -1: no end", min = -1)
  int numBuffers = -1;

  private long sample;
  private int made;

  @Produce
  Flow produce(
      @Output
          @AudioCaps(format = SampleFormat.F32LE, rate = @IntRange(min = 8_000, max = 192_000, prefer = 48_000))
          @FromProperty(field = "rate", property = "rate")
          AudioBlock out) {
    if (made == numBuffers) {
      return Flow.EOS;
    }
    made++;
    out.frames(out.rate() / 100);
    out.pts(sample * 1_000_000_000L / out.rate());
    out.duration(10_000_000);
    for (int frame = 0; frame < out.frames(); frame++, sample++) {
      for (int channel = 0; channel < out.channels(); channel++) {
        out.setF32(frame * out.channels() + channel, sample % out.rate() == 0 ? 1 : 0);
      }
    }
    return Flow.OK;
  }

  @Reset
  void reset() {
    sample = 0;
    made = 0;
  }
}
// end snippet
