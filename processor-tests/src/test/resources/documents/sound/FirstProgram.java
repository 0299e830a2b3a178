// snippet: program
package sound;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.mapAudio;
import static dev.parallax.elements.std.StdElements.fakeSink;
import static sound.MyElements.gain;

import dev.parallax.runtime.pipeline.Pipeline;

public final class FirstProgram {
  public static void main(String[] args) {
    // A pipeline from a string; run() returns at the end of the stream and throws when an element fails.
    try (Pipeline pipeline = Pipeline.parse("audiotestsrc num-buffers=3 ! gain gain=0.5 ! fakesink name=end")) {
      pipeline.run();
    }

    // The same from typed builders: javac checks media types, names and types of properties.
    audioTestSrc()
        .numBuffers(3)
        .to(gain().gain(0.5))
        .to(mapAudio(block -> System.out.println(block.frames() + " samples at " + block.rate() + " Hz")))
        .to(fakeSink())
        .run();
  }
}
// end snippet
