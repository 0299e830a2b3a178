package dev.parallax.examples.fileio;

import static dev.parallax.elements.std.StdElements.audioConvert;
import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.fileSink;
import static dev.parallax.elements.std.StdElements.fileSrc;
import static dev.parallax.elements.std.StdElements.flacDec;
import static dev.parallax.elements.std.StdElements.wavEnc;
import static dev.parallax.elements.std.StdElements.wavParse;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a tone to a WAV file, reads it back and converts it; or decodes a FLAC file to WAV. */
public final class FileIoExample {
  private FileIoExample() {}

  /**
   * Runs the example.
   *
   * @param args nothing; or a FLAC file and the WAV file to make of it
   */
  public static void main(String... args) throws IOException {
    if (args.length == 2) {
      flacToWav(Path.of(args[0]), Path.of(args[1]));
      return;
    }
    Path folder = Files.createTempDirectory("parallax-file-io");
    Path tone = folder.resolve("tone.wav");
    Path stereo = folder.resolve("stereo.wav");
    try {
      writeTone(tone);
      print(tone);
      toFloatStereo(tone, stereo);
      print(stereo);
      explainMissing(folder.resolve("missing.wav"));
    } finally {
      Files.deleteIfExists(tone);
      Files.deleteIfExists(stereo);
      Files.delete(folder);
    }
  }

  /** One second of 440 Hz: 48 blocks of 1000 samples. */
  private static void writeTone(Path tone) {
    audioTestSrc()
        .samplesperbuffer(1000)
        .numBuffers(48)
        .caps("audio/x-raw,format=S16LE,rate=48000,channels=1")
        .to(wavEnc())
        .to(fileSink(tone.toString()))
        .run();
  }

  /** Quotes, because a path may hold spaces. */
  private static void toFloatStereo(Path from, Path to) {
    String text =
        "filesrc location=\""
            + from
            + "\" ! wavparse ! audioconvert"
            + " ! audio/x-raw,format=F32LE,channels=2 ! wavenc ! filesink location=\""
            + to
            + "\"";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
    }
  }

  private static void flacToWav(Path flac, Path wav) throws IOException {
    fileSrc(flac.toString())
        .to(flacDec())
        .to(audioConvert()) // WAV has fewer sample formats than FLAC has sample sizes
        .to(wavEnc())
        .to(fileSink(wav.toString()))
        .run();
    print(wav);
  }

  private static void explainMissing(Path missing) {
    try {
      fileSrc(missing.toString()).to(wavParse()).to(wavEnc()).to(fileSink("/dev/null")).run();
    } catch (ParallaxException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void print(Path file) throws IOException {
    System.out.println(file.getFileName() + ": " + Files.size(file) + " bytes");
  }
}
