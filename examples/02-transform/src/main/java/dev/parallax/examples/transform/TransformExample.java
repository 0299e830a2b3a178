package dev.parallax.examples.transform;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.fakeSink;
import static dev.parallax.elements.std.StdElements.mapAudio;
import static dev.parallax.examples.transform.MyElements.gain;

import dev.parallax.elements.std.audio.AudioTestWave;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.Locale;
import java.util.Map;

/** An element of one's own, {@link Gain}: in a string, in a typed chain, and while it runs. */
public final class TransformExample {
  private TransformExample() {}

  /** Runs the example. */
  public static void main(String... args) {
    fromString();
    fromBuilders();
    whileRunning();
    outOfRange();
  }

  /** <code>${print}</code> is the place of an element that the application makes. */
  private static void fromString() {
    System.out.println("string, gain=0.5");
    String text =
        "audiotestsrc wave=square volume=0.8 num-buffers=2 ! gain gain=0.5 ! ${print} ! fakesink";
    try (Pipeline pipeline =
        Pipeline.parse(text, Map.of("print", mapAudio(TransformExample::printPeak)))) {
      pipeline.run();
    }
  }

  private static void fromBuilders() {
    System.out.println("builders, gain=0.25");
    audioTestSrc()
        .wave(AudioTestWave.SQUARE)
        .volume(0.8)
        .numBuffers(2)
        .to(gain().gain(0.25))
        .to(mapAudio(TransformExample::printPeak))
        .to(fakeSink())
        .run();
  }

  /** {@code find} gives the control interface that was generated for the element. */
  private static void whileRunning() {
    System.out.println("while running, gain=1 and then 0.1");
    String text =
        "audiotestsrc wave=square volume=0.8 num-buffers=4 ! gain name=volume ! ${print} !"
            + " fakesink";
    int[] blocks = new int[1];
    GainElement.Control[] volume = new GainElement.Control[1];
    var print =
        mapAudio(block -> {
          printPeak(block);
          if (++blocks[0] == 2) {
            volume[0].gain(0.1);
          }
        });
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("print", print))) {
      volume[0] = pipeline.find("volume", GainElement.Control.class);
      pipeline.run();
    }
  }

  private static void outOfRange() {
    System.out.println("out of range");
    try {
      Pipeline.parse("audiotestsrc ! gain gain=9 ! fakesink").close();
    } catch (ParallaxException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void printPeak(AudioBlock block) {
    float peak = 0;
    for (int i = 0; i < block.length(); i++) {
      peak = Math.max(peak, Math.abs(block.f32(i)));
    }
    System.out.printf(Locale.ROOT, "  peak %.2f%n", peak);
  }
}
