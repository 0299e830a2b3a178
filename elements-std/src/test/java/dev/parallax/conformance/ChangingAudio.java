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

/** Silence whose number of channels changes every few blocks. */
@Element(name = "changingaudio", summary = "Audio that changes its channels")
final class ChangingAudio {
  private static final int FRAMES = 80;
  private static final long BLOCK_NS = 10_000_000;

  @Property(doc = "blocks to make; -1: no end", min = -1)
  int numBuffers = 12;

  @Property(doc = "blocks with the same channels", min = 1)
  int every = 4;

  private int made;

  @Produce
  Flow produce(
      @Output @AudioCaps(format = {SampleFormat.S16LE}) @FromStream Emitter<AudioBlock> out) {
    if (numBuffers >= 0 && made >= numBuffers) {
      return Flow.EOS;
    }
    int channels = 1 + made / every % 3;
    out.format(AudioFormat.of(SampleFormat.S16LE, 8000, channels));
    AudioBlock block = out.acquire((long) FRAMES * channels * 2);
    block.frames(FRAMES);
    for (int i = 0; i < FRAMES * channels; i++) {
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
