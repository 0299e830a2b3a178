package com.example.sound;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Start;
import dev.parallax.runtime.element.AudioBlock;

/** A sink: remembers the loudest sample. */
@Element(name = "peaksink", summary = "Measures the peak", klass = "Sink/Audio")
final class PeakSink {
  private volatile float peak;

  @Start
  void start() {
    peak = 0;
  }

  @Consume
  void consume(@Input @AudioCaps(format = SampleFormat.F32LE) AudioBlock block) {
    float highest = peak;
    for (int i = 0; i < block.length(); i++) {
      highest = Math.max(highest, Math.abs(block.f32(i)));
    }
    peak = highest;
  }

  /** For the application, on its own thread: the loudest sample so far, 1 is full scale. */
  @Action
  float peak() {
    return peak;
  }
}
