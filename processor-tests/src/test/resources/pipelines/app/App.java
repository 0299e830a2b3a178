package app;

import dev.parallax.annotations.*;
import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.audio.AudioTestWave;
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
  @PipelineSpec(
      value = "videotestsrc num-buffers=1 ! video/x-raw,format=I420,width=16 ! pngenc ! fakesink",
      converters = true)
  interface Converted {}

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
    try (ConvertedPipeline converted = new ConvertedPipeline()) {
      converted.run();
      System.out.println("converted " + converted.plans());
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
