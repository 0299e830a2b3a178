package app;

import dev.parallax.annotations.*;
import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.audio.AudioTestWave;
import dev.parallax.model.solve.ConverterPolicy;
import dev.parallax.runtime.pipeline.CheckedPipeline;
import dev.parallax.runtime.pipeline.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pipelines of every form that @PipelineSpec takes. */
public final class App {
  private static final String TONE = "audiotestsrc name=tone num-buffers=${n} wave=${wave}";

  /** A text block with a comment, and placeholders within a text. */
  @PipelineSpec(
      """
      fakesrc num-buffers=${buffers} sizemax=8 sizetype=fixed
        # an element of this very compilation
        ! doubler name=twice factor=${factor}
        ! fakesink name=class
      """)
  public interface Twice {}

  /** Constants that are put together; a constant of the interface; a static method. */
  @PipelineSpec(TONE + " ! " + Record.ENCODER + " ! filesink location=${folder}/${name}.flac")
  public interface Record {
    String ENCODER = "flacenc";

    static RecordPipeline saw(int buffers, Path folder) {
      return new RecordPipeline(buffers, AudioTestWave.SAW, folder.toString(), "saw");
    }
  }

  /** What only the stream knows stays open. */
  @PipelineSpec("filesrc location=${in} ! flacdec ! wavenc ! filesink location=${out}")
  interface Decode {}

  /** A parameter decides the format of the last link; the first one is known. */
  @PipelineSpec("filesrc location=${in} ! rawaudioparse sample-rate=${rate} ! fakesink")
  interface Raw {}

  /** A parameter that may decide for a format that nobody takes. */
  @PipelineSpec(
      "filesrc location=${in} ! rawaudioparse sample-rate=${rate} ! audio/x-raw,rate=8000 ! fakesink")
  interface Rate {}

  /** A value that decides the format, and may be changed. */
  @PipelineSpec(
      "fakesrc num-buffers=1 sizemax=8 sizetype=fixed ! rawaudioparse name=raw sample-rate=8000 ! fakesink")
  interface Parse {}

  /** Converters where they are needed, on both sides of a filter. */
  @PipelineSpec(value = Converted.TEXT, converters = true)
  interface Converted {
    String TEXT =
        "videotestsrc num-buffers=1 ! video/x-raw,format=I420,width=16 ! pngenc ! fakesink";

    static void run() {
      try (ConvertedPipeline converted = new ConvertedPipeline()) {
        converted.run();
        System.out.println("converted " + converted.plans());
        compare(converted, TEXT);
      }
    }
  }

  /** Several converters, a caps filter that is an element, another in a link. */
  @PipelineSpec(value = Sound.TEXT, converters = true)
  interface Sound {
    String TEXT =
        "audiotestsrc num-buffers=2 ! audio/x-raw,format=F32LE,rate=44100,channels=2"
            + " ! capsfilter caps=audio/x-raw,format=F32LE ! volume ! tee name=t"
            + " t. ! queue ! audio/x-raw,format=S24LE,rate=48000 ! fakesink"
            + " t. ! queue ! flacenc ! fakesink";

    static void run() {
      try (SoundPipeline sound = new SoundPipeline()) {
        sound.run();
        System.out.println("sound " + sound.plans());
        compare(sound, TEXT);
      }
    }
  }

  /** A value that decides whether a converter is needed, and may be changed. */
  @PipelineSpec(value = Resampled.TEXT, converters = true)
  interface Resampled {
    String TEXT =
        "fakesrc num-buffers=1 sizemax=8 sizetype=fixed ! rawaudioparse name=raw sample-rate=16000"
            + " ! audio/x-raw,rate=8000 ! fakesink";

    static void run() {
      try (ResampledPipeline resampled = new ResampledPipeline()) {
        resampled.run();
        System.out.println("resampled " + resampled.plans());
        compare(resampled, TEXT);
        resampled.pipeline().set("raw", "sample-rate", 8000);
        resampled.run();
        System.out.println("resampled " + resampled.plans());
        resampled.pipeline().set("raw", "sample-rate", 16000);
        resampled.run();
        System.out.println("resampled " + resampled.plans());
        resampled.pipeline().converters(ConverterPolicy.DENY);
        resampled.run();
      } catch (dev.parallax.model.diag.ParallaxException e) {
        System.out.println("resampled " + e.diagnostic().id().code());
      }
    }
  }

  /** Parameters that decide whether a converter is needed, and which. */
  @PipelineSpec(
      value =
          "fakesrc num-buffers=1 sizemax=8 sizetype=fixed ! rawaudioparse sample-rate=${rate}"
              + " ! audio/x-raw,rate=8000 ! fakesink",
      converters = true)
  interface Perhaps {}

  /** The same, and one is needed in any case. */
  @PipelineSpec(
      value =
          "fakesrc num-buffers=1 sizemax=8 sizetype=fixed ! rawaudioparse sample-rate=${rate}"
              + " ! audio/x-raw,format=F32LE,rate=8000 ! fakesink",
      converters = true)
  interface Later {}

  /** Whether the plan is what is negotiated without one. */
  private static void compare(CheckedPipeline planned, String text) {
    try (Pipeline parsed = Pipeline.parse(text)) {
      parsed.converters(ConverterPolicy.ALLOW);
      String expected = parsed.explain().text();
      String found = planned.pipeline().explain().text();
      System.out.println(found.equals(expected) ? "the same" : found + "not\n" + expected);
    }
  }

  /** Elements that the application builds. */
  @PipelineSpec("${source} ! volume volume=${volume} ! ${sink}")
  interface Given {}

  private App() {}

  /** Runs them all. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (TwicePipeline twice = new TwicePipeline(2, 3)) {
      twice.twice().factor(4);
      twice.run();
      System.out.println("twice " + twice.twice().factor() + " " + twice.plans());
    }
    try (RecordPipeline saw = Record.saw(4, folder)) {
      saw.run();
      System.out.println("record " + saw.tone().wave() + " " + saw.plans());
    }
    try (DecodePipeline decode =
        new DecodePipeline(folder + "/saw.flac", folder + "/saw.wav")) {
      decode.run();
      System.out.println("decode " + (Files.size(folder.resolve("saw.wav"))) + " " + decode.plans());
    }
    try (RawPipeline raw = new RawPipeline(folder + "/saw.wav", 8000)) {
      raw.run();
      System.out.println("raw " + raw.plans());
    }
    try (RatePipeline rate = new RatePipeline(folder + "/saw.wav", 8000)) {
      rate.run();
      System.out.println("rate " + rate.plans());
    }
    try (RatePipeline rate = new RatePipeline(folder + "/saw.wav", 16000)) {
      rate.run();
    } catch (dev.parallax.model.diag.ParallaxException e) {
      System.out.println(e.getMessage());
    }
    try (ParsePipeline parse = new ParsePipeline()) {
      parse.run();
      parse.pipeline().set("raw", "sample-rate", 16000);
      parse.run();
      System.out.println("parse " + parse.plans());
    }
    Converted.run();
    Sound.run();
    Resampled.run();
    for (int rate : new int[] {8000, 16000}) {
      try (PerhapsPipeline perhaps = new PerhapsPipeline(rate)) {
        perhaps.run();
        System.out.println("perhaps " + perhaps.plans());
      }
    }
    try (LaterPipeline later = new LaterPipeline(16000)) {
      later.run();
      System.out.println("later " + later.plans());
    }
    try (GivenPipeline given =
        new GivenPipeline(
            StdElements.audioTestSrc().numBuffers(2), 0.5, StdElements.fakeSink())) {
      given.run();
      System.out.println("given " + given.plans());
    }
    try (RawPipeline wrong = new RawPipeline("a", 0)) {
      System.out.println("no error " + wrong.plans());
    } catch (dev.parallax.model.diag.ParallaxException e) {
      System.out.println(e.getMessage());
    }
    try (DecodePipeline empty = new DecodePipeline(null, "a")) {
      System.out.println("no error " + empty.plans());
    } catch (dev.parallax.model.diag.ParallaxException e) {
      System.out.println(e.getMessage());
    }
    try (TwicePipeline edited = new TwicePipeline(1, 1)) {
      edited.pipeline().add("more", "identity");
      edited.pipeline().check();
      System.out.println("no error");
    } catch (dev.parallax.model.diag.ParallaxException e) {
      System.out.println(e.getMessage());
    }
  }
}
