package dev.parallax.processor;

import static dev.parallax.elements.std.StdElements.audioConvert;
import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.capsFilter;
import static dev.parallax.elements.std.StdElements.compositor;
import static dev.parallax.elements.std.StdElements.fakeSink;
import static dev.parallax.elements.std.StdElements.fakeSrc;
import static dev.parallax.elements.std.StdElements.fileSink;
import static dev.parallax.elements.std.StdElements.fileSrc;
import static dev.parallax.elements.std.StdElements.flacEnc;
import static dev.parallax.elements.std.StdElements.identity;
import static dev.parallax.elements.std.StdElements.pngEnc;
import static dev.parallax.elements.std.StdElements.videoConvert;
import static dev.parallax.elements.std.StdElements.videoTestSrc;
import static dev.parallax.elements.std.StdElements.volume;
import static dev.parallax.elements.std.StdElements.wavEnc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What typed chains can't express is found by {@code check()}, as in the string: same id, same
 * data.
 */
class BrokenBuildersTest {
  private record Case(String string, Supplier<Pipeline> builder) {
    @Override
    public String toString() {
      return string;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "videotestsrc ! video/x-raw,format=I420 ! pngenc ! fakesink",
            () ->
                videoTestSrc()
                    .caps("video/x-raw,format=I420")
                    .to(pngEnc())
                    .to(fakeSink())
                    .pipeline()),
        new Case(
            "videotestsrc ! video/x-raw,width=320 ! videoconvert ! video/x-raw,width=640 !"
                + " fakesink",
            () ->
                videoTestSrc()
                    .caps("video/x-raw,width=320")
                    .to(videoConvert())
                    .caps("video/x-raw,width=640")
                    .to(fakeSink())
                    .pipeline()),
        new Case(
            "audiotestsrc ! audio/x-raw,rate=48000 ! volume ! audio/x-raw,rate=44100 ! fakesink",
            () ->
                audioTestSrc()
                    .caps("audio/x-raw,rate=48000")
                    .to(volume())
                    .caps("audio/x-raw,rate=44100")
                    .to(fakeSink())
                    .pipeline()),
        new Case(
            "audiotestsrc ! audio/x-raw,channels=1 ! audioconvert ! audio/x-raw,channels=2"
                + " ! volume ! audio/x-raw,channels=4 ! fakesink",
            () ->
                audioTestSrc()
                    .caps("audio/x-raw,channels=1")
                    .to(audioConvert())
                    .caps("audio/x-raw,channels=2")
                    .to(volume())
                    .caps("audio/x-raw,channels=4")
                    .to(fakeSink())
                    .pipeline()),
        new Case(
            "audiotestsrc ! audio/x-raw,format=F32LE ! flacenc ! fakesink",
            () ->
                audioTestSrc()
                    .caps("audio/x-raw,format=F32LE")
                    .to(flacEnc())
                    .to(fakeSink())
                    .pipeline()),
        new Case(
            "audiotestsrc ! capsfilter caps=video/x-raw ! fakesink",
            () -> audioTestSrc().via(capsFilter().caps("video/x-raw")).to(fakeSink()).pipeline()),
        new Case(
            "videotestsrc ! tee name=tee0 tee0. ! video/x-raw,width=320 ! fakesink name=a tee0. !"
                + " video/x-raw,width=640 ! fakesink name=b",
            () -> {
              var split = videoTestSrc().tee();
              split.branch().caps("video/x-raw,width=320").to(fakeSink().named("a"));
              return split
                  .branch()
                  .caps("video/x-raw,width=640")
                  .to(fakeSink().named("b"))
                  .pipeline();
            }),
        new Case("wavenc ! fakesink", () -> wavEnc().next().to(fakeSink()).pipeline()),
        new Case("filesrc ! fakesink", () -> fileSrc("").to(fakeSink()).pipeline()),
        new Case(
            "audiotestsrc ! wavenc ! filesink",
            () -> audioTestSrc().to(wavEnc()).to(fileSink("")).pipeline()),
        new Case("fakesrc ! identity", () -> Pipeline.of(dangling())),
        new Case("fakesrc", () -> Pipeline.of(fakeSrc())),
        new Case("compositor ! fakesink videotestsrc", () -> unlinked()));
  }

  private static dev.parallax.runtime.spi.ElementNode<?> dangling() {
    var last = identity();
    fakeSrc().via(last);
    return last;
  }

  private static Pipeline unlinked() {
    return Pipeline.create()
        .add("compositor0", "compositor")
        .add("fakesink0", "fakesink")
        .add("videotestsrc0", "videotestsrc")
        .link("compositor0", "fakesink0");
  }

  private static Diagnostic of(Supplier<Pipeline> maker) {
    ParallaxException error =
        catchThrowableOfType(
            ParallaxException.class,
            () -> {
              try (Pipeline pipeline = maker.get()) {
                pipeline.check();
              }
            });
    assertThat(error).isNotNull();
    return error.diagnostic();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldGiveTheIdAndDataOfTheStringWhenAChainIsChecked(Case broken) {
    Diagnostic builder = of(broken.builder());
    Diagnostic string = of(() -> Pipeline.parse(broken.string()));
    assertThat(builder.id()).isEqualTo(string.id());
    assertThat(builder.data()).isEqualTo(string.data());
  }

  @Test
  void shouldNotProbeWhenAPipelineIsChecked() {
    try (Pipeline pipeline =
        Pipeline.parse("filesrc location=a ! rawvideoparse framerate=x ! fakesink")) {
      assertThatCode(pipeline::check).doesNotThrowAnyException();
      assertThatCode(pipeline::explain).hasMessageContaining("PLX-RUN-001");
    }
  }

  @Test
  void shouldSayNothingWhenEverythingFits() {
    var mix = compositor();
    videoTestSrc().to(mix.sink().xpos(3));
    try (Pipeline pipeline = mix.out().to(fakeSink()).pipeline()) {
      assertThatCode(pipeline::check).doesNotThrowAnyException();
    }
  }
}
