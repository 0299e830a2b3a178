package com.example.sound;

import static com.example.sound.SoundElements.amplify;
import static com.example.sound.SoundElements.peakSink;
import static com.example.sound.SoundElements.sweepSrc;
import static dev.parallax.elements.std.StdElements.queue;

import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Own elements and standard ones in one pipeline: once as a string, once with builders. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    Path wav = Path.of("target", "sweep.wav");
    String text =
        "sweepsrc num-buffers=100 ! amplify gain=0.5 ! tee name=t"
            + "  t. ! queue ! peaksink name=peak"
            + "  t. ! queue ! audioconvert ! audio/x-raw,format=S16LE ! wavenc ! filesink location="
            + wav;
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
      print("string", pipeline);
      System.out.println(wav + " bytes=" + Files.size(wav));
    }

    try (Pipeline pipeline =
        sweepSrc()
            .numBuffers(100)
            .to(amplify().gain(0.25))
            .via(queue())
            .to(peakSink().named("peak"))
            .pipeline()) {
      pipeline.run();
      print("builders", pipeline);
    }
  }

  private static void print(String how, Pipeline pipeline) {
    float peak = pipeline.find("peak", PeakSinkElement.Control.class).peak();
    System.out.println(how + " peak=" + Math.round(peak * 100) / 100.0);
  }
}
