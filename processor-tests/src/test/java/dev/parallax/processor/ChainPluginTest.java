package dev.parallax.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.processor.Cases.Case;
import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler plugin that checks typed chains. */
class ChainPluginTest {
  private static final Path CASES = Path.of("src/test/resources/pipelines/chains.txt");

  @TempDir Path folder;

  /** What the compiler says of statements in a method. */
  private String said(String name, String statements, String... options) throws IOException {
    Workspace work = new Workspace(Files.createDirectory(folder.resolve(name)));
    work.source(
        "src",
        "app.Main",
        """
        package app;
        import static dev.parallax.elements.std.StdElements.*;
        import dev.parallax.elements.std.audio.*;
        import dev.parallax.elements.std.flow.*;
        import dev.parallax.elements.std.video.*;
        import dev.parallax.runtime.pipeline.Pipeline;
        import dev.parallax.runtime.typed.*;
        class Main {
          static final String CAPS = "audio/x-raw,rate=48000";
          void run(int number, String text, boolean choice) throws Exception {
        """
            + statements
            + "\n  }\n}\n");
    return work.javac("out", "", work.sources("src"), options).stripTrailing();
  }

  @Test
  void shouldSayWhatTheCheckOfTheRuntimeSaysWhenAChainDoesNotFit() throws IOException {
    List<Case> cases = Cases.read(CASES);
    Map<Integer, String> said = new TreeMap<>();
    for (int i = 0; i < cases.size(); i++) {
      said.put(i, said("case" + i, cases.get(i).input()));
    }
    cases = Cases.update(CASES, cases, said::get);
    for (int i = 0; i < cases.size(); i++) {
      assertThat(said.get(i)).as(cases.get(i).title()).isEqualTo(cases.get(i).expected());
    }
  }

  @Test
  void shouldSayTheTextOfTheStringWhenTheStringIsTheSame() throws IOException {
    String string =
        "audiotestsrc ! audio/x-raw,rate=48000 ! volume ! audio/x-raw,rate=44100 ! fakesink";
    ParallaxException error =
        catchThrowableOfType(
            ParallaxException.class,
            () -> {
              try (Pipeline pipeline = Pipeline.parse(string)) {
                pipeline.check();
              }
            });

    String said =
        said(
            "same",
            """
            audioTestSrc()
                .caps(CAPS)
                .to(volume())
                .caps("audio/x-raw,rate=44100")
                .to(fakeSink())
                .run();
            """);

    assertThat(said.lines().map(String::strip).toList())
        .containsAll(error.diagnostic().text().lines().skip(1).map(String::strip).toList());
    assertThat(said).contains("[" + error.diagnostic().id().code() + "]");
  }

  @Test
  void shouldSayNothingWhenItFitsOrOnlyTheRunCanTell() throws IOException {
    String statements =
        """
        audioTestSrc().numBuffers(3).wave(AudioTestWave.SAW).caps(CAPS).to(volume()).to(fakeSink()).run();
        audioTestSrc().to(volume().volume(number)).to(fakeSink()).pipeline().run();
        audioTestSrc().caps(text).to(volume()).caps("audio/x-raw,rate=44100").to(fakeSink()).run();
        videoTestSrc().as(RawVideo.class).to(videoConvert()).to(pngEnc()).to(fileSink(text)).run();
        fileSrc(text).to(wavParse()).to(volume()).to(fakeSink()).run();
        // May yet be given converters:
        videoTestSrc().caps("video/x-raw,format=I420").to(pngEnc()).to(fakeSink()).pipeline().close();
        // Is more than one expression:
        var source = videoTestSrc().caps("video/x-raw,format=I420");
        source.to(pngEnc()).to(fakeSink()).run();
        // Is decided at run time:
        (choice ? videoTestSrc().caps("video/x-raw,format=I420") : source).to(pngEnc()).to(fakeSink()).run();
        var t = videoTestSrc().tee();
        t.branch(b -> b.via(queue()).to(fakeSink())).end().run();
        Runnable plain = () -> {};
        plain.run();
        Thread.currentThread().run();
        """;

    assertThat(said("fits", statements)).isEmpty();
  }

  @Test
  void shouldSayNothingWhenItIsTurnedOff() throws IOException {
    String wrong =
        "videoTestSrc().caps(\"video/x-raw,format=I420\").to(pngEnc()).to(fakeSink()).run();";

    assertThat(said("on", wrong)).contains("PLX-CAPS-003");
    assertThat(said("off", wrong, "-Xplugin:ParallaxChains off")).isEmpty();
  }

  @Test
  void shouldSayOnlyWhatJavacSaysWhenTheSourceIsWrong() throws IOException {
    String wrong =
        "videoTestSrc().caps(\"video/x-raw,format=I420\").to(missing()).to(fakeSink()).run();";

    assertThat(said("wrong", wrong)).contains("missing").doesNotContain("PLX-");
  }
}
