package dev.parallax.examples.builder;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.fakeSink;
import static dev.parallax.elements.std.StdElements.fileSink;
import static dev.parallax.elements.std.StdElements.queue;
import static dev.parallax.elements.std.StdElements.volume;
import static dev.parallax.elements.std.StdElements.wavEnc;

import dev.parallax.elements.std.audio.AudioTestWave;
import dev.parallax.elements.std.audio.VolumeElement;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One pipeline, made three ways: typed builders, names and links, a string. */
public final class BuilderExample {
  private static final String CAPS = "audio/x-raw,format=S16LE,rate=48000,channels=2";

  private BuilderExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    Path dir = Files.createTempDirectory("builder");
    Path typed = dir.resolve("typed.wav");
    Path named = dir.resolve("named.wav");
    Path text = dir.resolve("text.wav");
    try {
      run(typed(typed));
      run(named(named));
      run(text(text));
      System.out.println("typed  " + Files.size(typed) + " bytes");
      System.out.println("named  the same: " + (Files.mismatch(typed, named) == -1));
      System.out.println("string the same: " + (Files.mismatch(typed, text) == -1));
      mistakes();
    } finally {
      for (Path file : new Path[] {typed, named, text, dir}) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Properties are methods, media are types: a wrong name or a picture here does not compile. */
  private static Pipeline typed(Path file) {
    return audioTestSrc()
        .wave(AudioTestWave.SQUARE)
        .numBuffers(10)
        .caps(CAPS)
        .tee()
        .branch(b ->
            b.via(queue())
                .to(volume().named("volume").volume(0.5))
                .to(wavEnc())
                .to(fileSink(file.toString())))
        .branch(b -> b.via(queue().maxSizeBuffers(4)).to(fakeSink()))
        .end()
        .pipeline();
  }

  /** For programs that read what they build: names and values are checked when they are given. */
  private static Pipeline named(Path file) {
    return Pipeline.create()
        .add("source", "audiotestsrc", Map.of("wave", "square", "num-buffers", 10))
        .add("tee", "tee")
        .add("left", "queue")
        .add("volume", "volume", Map.of("volume", 0.5))
        .add("writer", "wavenc")
        .add("file", "filesink", Map.of("location", file.toString()))
        .add("right", "queue", Map.of("max-size-buffers", 4))
        .add("end", "fakesink")
        .link("source", "tee", CAPS)
        .link("tee", "left")
        .link("left", "volume")
        .link("volume", "writer")
        .link("writer", "file")
        .link("tee", "right")
        .link("right", "end");
  }

  private static Pipeline text(Path file) {
    return Pipeline.parse(
        "audiotestsrc wave=square num-buffers=10 ! "
            + CAPS
            + " ! tee name=t  t. ! queue ! volume name=volume volume=0.5 ! wavenc ! filesink"
            + " location="
            + file
            + "  t. ! queue max-size-buffers=4 ! fakesink");
  }

  /** However it was made, it is one kind of pipeline, with one kind of control. */
  private static void run(Pipeline pipeline) {
    try (pipeline) {
      VolumeElement.Control volume = pipeline.find("volume", VolumeElement.Control.class);
      volume.volume(volume.volume() / 2);
      pipeline.run();
    }
  }

  private static void mistakes() {
    // audioTestSrc().to(videoScale())  does not compile:
    //   VideoScaleElement cannot be converted to Into<? super RawAudio,R>
    try {
      Pipeline.create().add("v", "volume", Map.of("volum", 1)).close();
    } catch (ParallaxException e) {
      System.out.println(e.getMessage());
    }
    try (Pipeline dangling = Pipeline.create().add("source", "audiotestsrc")) {
      dangling.run();
    } catch (ParallaxException e) {
      System.out.println(e.getMessage());
    }
  }
}
