package dev.parallax.conformance;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;

/** Blocks of 10 ms whose rate changes every few blocks. */
@Element(name = "changingrate", summary = "Audio that changes its rate")
final class ChangingRate {
  private static final int[] RATES = {8000, 44_100, 32_000};
  private static final long BLOCK_NS = 10_000_000;

  @Property(doc = "blocks to make; -1: no end", min = -1)
  int numBuffers = 12;

  @Property(doc = "blocks of the same rate", min = 1)
  int every = 4;

  private int made;

  @Produce
  Flow produce(
      @Output @AudioCaps(format = {SampleFormat.S16LE}) @FromStream Emitter<AudioBlock> out) {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    int rate = RATES[made / every % RATES.length];
    int frames = rate / 100;
    out.format(AudioFormat.of(SampleFormat.S16LE, rate, 1));
    AudioBlock block = out.acquire((long) frames * 2);
    block.frames(frames);
    for (int i = 0; i < frames; i++) {
      block.setS16(i, (short) made);
    }
    int n = made++;
    return out.send(block, n * BLOCK_NS, BLOCK_NS);
  }

  @Reset
  void reset() {
    made = 0;
  }
}
