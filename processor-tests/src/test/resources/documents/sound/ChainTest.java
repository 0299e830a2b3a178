package sound;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.fakeSink;
import static sound.MyElements.gain;

import dev.parallax.runtime.pipeline.Pipeline;

final class ChainTest {
  // snippet: check
  /** Throws, with the message of the compiler, when formats do not fit. Runs nothing. */
  static void shouldFit() {
    try (Pipeline pipeline =
        audioTestSrc().caps("audio/x-raw,rate=48000").to(gain().gain(0.5)).to(fakeSink()).pipeline()) {
      pipeline.check();
    }
  }
  // end snippet

  private ChainTest() {}

  public static void main(String[] args) {
    shouldFit();
  }
}
