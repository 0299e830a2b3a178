package tones;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.fileSink;
import static dev.parallax.elements.std.StdElements.flacEnc;

final class Tones {
  static void write(String file) {
    audioTestSrc()
        .caps("audio/x-raw,format=F32LE")
        .to(flacEnc())
        .to(fileSink(file))
        .run();
  }
}
