package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every standard element does what the contract says of all elements. */
@ExtendWith({LeakWatcher.class, Silence.class})
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConformanceTest {
  @TempDir Path dir;
  private final List<Subject> subjects = new ArrayList<>();

  @BeforeAll
  static void warm() {
    NetPeer.warm();
  }

  static List<String> elements() {
    return Subject.all();
  }

  static Stream<String> oneToOne() {
    return filtered(Subject::isOneToOne);
  }

  static Stream<String> endless() {
    return filtered(s -> s.canBeEndless() && !s.isHost());
  }

  /** Elements whose input may change its format. */
  static Stream<String> changeable() {
    return filtered(s ->
        !s.isSource()
            && !s.isHost()
            && !s.name().equals("capsfilter")
            && List.of("video/x-raw", "audio/x-raw", "ANY").contains(s.inputMedia()));
  }

  private static Stream<String> filtered(java.util.function.Predicate<Subject> which) {
    return Subject.all().stream().filter(name -> which.test(new Subject(name, Path.of("."))));
  }

  private Subject subject(String element) {
    Subject made = new Subject(element, dir);
    subjects.add(made);
    return made;
  }

  @AfterEach
  void closeDescriptors() {
    subjects.forEach(Subject::close);
  }

  private static Snapshot.ElementCounters counters(Pipeline pipeline, String element) {
    return pipeline.snapshot().elements().stream()
        .filter(e -> e.name().equals(element))
        .findFirst()
        .orElseThrow();
  }

  private static long flow(Pipeline pipeline) {
    return pipeline.snapshot().elements().stream()
        .mapToLong(e -> e.buffersIn() + e.buffersOut())
        .sum();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static void awaitEnd(Pipeline pipeline) {
    assertThat(pipeline.await(10, TimeUnit.SECONDS)).as("the stream ends").isTrue();
  }

  // ---- life

  @ParameterizedTest
  @MethodSource("elements")
  void shouldReachTheEndWhenRunTwice(String element) throws InterruptedException {
    Subject subject = subject(element);
    AtomicInteger ends = new AtomicInteger();
    try (Pipeline pipeline = subject.pipeline(Subject.SOME)) {
      pipeline.bus().listen(m -> ends.addAndGet(m instanceof Message.Eos ? 1 : 0));
      for (int run = 1; run <= 2; run++) {
        pipeline.prepare();
        pipeline.activate();
        subject.serve(pipeline, Subject.SOME);
        awaitEnd(pipeline);
        assertThat(ends).hasValue(run);
        if (run == 1 || !element.equals("fdsrc")) { // a descriptor is at its end the second time
          assertThat(flow(pipeline)).isPositive();
          if (element.equals("queue") || element.equals("capsfilter")) {
            assertThat(counters(pipeline, "end").buffersIn()).isEqualTo(Subject.SOME);
          } else if (!subject.isSource()
              && !element.equals("flacdec")
              && !element.equals("wavparse")) {
            assertThat(counters(pipeline, "x").buffersIn()).isEqualTo(Subject.SOME);
          }
        }
        pipeline.suspend();
        assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
      }
    }
  }

  @Test
  void shouldBeConfiguredAgainWhenRunAgain() {
    List<Byte> corners = new ArrayList<>();
    String text =
        "videotestsrc pattern=white num-buffers=1 ! video/x-raw,format=GRAY8,width=64,height=32 !"
            + " videoscale name=s ! video/x-raw,width=32,height=32 ! ${sink}";
    try (Pipeline pipeline =
        Pipeline.parse(text, Map.of("sink", StdElements.appSink(b -> corners.add(b.get(0)))))) {
      pipeline.run();
      pipeline.set("s", "add-borders", false);
      pipeline.run();
    }
    assertThat(corners).containsExactly((byte) 0, (byte) 255);
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldStopWhenTheStreamHasNotEnded(String element) {
    Subject subject = subject(element);
    try (Pipeline pipeline = subject.pipeline(Subject.ENDLESS)) {
      pipeline.prepare();
      pipeline.suspend();
      for (int i = 0; i < 3; i++) {
        pipeline.prepare();
        pipeline.activate();
        pipeline.suspend();
      }
      assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
      assertThat(pipeline.error()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("endless")
  void shouldStandStillWhenPausedAndGoOn(String element) {
    try (Pipeline pipeline = subject(element).pipeline(Subject.ENDLESS)) {
      pipeline.prepare();
      for (int i = 0; i < 3; i++) {
        pipeline.activate();
        long before = flow(pipeline);
        await("buffers flow", () -> flow(pipeline) > before + 10);
        pipeline.pause();
        long paused = flow(pipeline);
        assertThat(flow(pipeline)).isEqualTo(paused);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("endless")
  void shouldEndWhenAsked(String element) {
    try (Pipeline pipeline = subject(element).pipeline(Subject.ENDLESS)) {
      pipeline.prepare();
      pipeline.activate();
      await("buffers flow", () -> flow(pipeline) > 10);
      pipeline.requestEos();
      awaitEnd(pipeline);
    }
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldGoOnAfterFlushes(String element) throws InterruptedException {
    Subject subject = subject(element);
    try (Pipeline pipeline =
        subject.pipeline(subject.canBeEndless() ? Subject.ENDLESS : Subject.SOME)) {
      pipeline.prepare();
      pipeline.activate();
      for (int i = 0; i < 5; i++) {
        if (subject.canBeEndless() && !subject.isHost()) {
          long before = flow(pipeline);
          await("buffers flow", () -> flow(pipeline) > before + 10);
        }
        pipeline.flush();
      }
      if (subject.canBeEndless()) {
        pipeline.requestEos();
      }
      subject.serve(pipeline, 0);
      awaitEnd(pipeline);
      assertThat(pipeline.error()).isNull();
    }
  }

  // ---- stream

  @ParameterizedTest
  @MethodSource("changeable")
  void shouldFollowWhenTheFormatChanges(String element) {
    Subject subject = subject(element);
    try (Pipeline pipeline = subject.changing(12)) {
      pipeline.prepare();
      pipeline.activate();
      if (element.equals("wavenc")) { // a file has one format
        assertThatThrownBy(() -> awaitEnd(pipeline))
            .isInstanceOf(ParallaxException.class)
            .hasMessageContaining("wav can't change its format in mid-stream")
            .hasMessageContaining("put audioconvert");
        return;
      }
      awaitEnd(pipeline);
      if (!element.equals("queue")) {
        assertThat(counters(pipeline, "x").buffersIn()).isEqualTo(12);
      }
      if (subject.isOneToOne() && !subject.isSink()) {
        assertThat(counters(pipeline, "end").buffersIn()).isEqualTo(12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("oneToOne")
  void shouldKeepTimesAndOrder(String element) {
    Subject subject = subject(element);
    String source =
        switch (subject.inputMedia()) {
          case "audio/x-raw" ->
              "audiotestsrc num-buffers=20 samplesperbuffer=100 ! tee name=t  t. ! ${before}  t. !"
                  + " ";
          case "video/x-raw" ->
              "videotestsrc num-buffers=20 ! video/x-raw,width=32,height=32,framerate=30000/1001 !"
                  + " tee name=t  t. ! ${before}  t. ! ";
          default -> "appsrc name=src ! tee name=t  t. ! ${before}  t. ! ";
        };
    List<List<Long>> before = new ArrayList<>();
    List<List<Long>> after = new ArrayList<>();
    var first =
        StdElements.appSink(
            b -> before.add(List.of(b.pts(), b.dts(), b.duration(), (long) b.flags())));
    var last =
        StdElements.appSink(
            b -> after.add(List.of(b.pts(), b.dts(), b.duration(), (long) b.flags())));
    Map<String, dev.parallax.runtime.spi.ElementNode<?>> code =
        new java.util.HashMap<>(subject.userCode());
    code.put("before", first);
    code.put("after", last);
    String x =
        code.containsKey("x")
            ? "${x}"
            : element + (element.equals("capsfilter") ? " caps=application/octet-stream" : "");
    try (Pipeline pipeline = Pipeline.parse(source + x + " ! ${after}", code)) {
      pipeline.prepare();
      pipeline.activate();
      if (source.startsWith("appsrc")) {
        push(pipeline);
      }
      awaitEnd(pipeline);
    }
    assertThat(before).hasSize(20);
    assertThat(after).isEqualTo(before);
  }

  private static void push(Pipeline pipeline) {
    var src = pipeline.find("src", dev.parallax.elements.std.app.AppSrcElement.Control.class);
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(src.push(new byte[10], i * 1000L + 7, 1000 + i)).isTrue();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    src.endOfStream();
  }

  // ---- properties

  @ParameterizedTest
  @MethodSource("elements")
  void shouldKeepPropertiesInTheirRanges(String element) {
    Subject subject = subject(element);
    try (Pipeline pipeline = subject.pipeline(Subject.SOME)) {
      for (PropertyDescriptor property : subject.descriptor().properties()) {
        Object value = pipeline.get("x", property.name());
        assertThat(value).as(property.name()).isNotNull();
        pipeline.set("x", property.name(), value);
        assertThat(pipeline.get("x", property.name())).isEqualTo(value);
        for (Object good : Values.inside(property)) {
          pipeline.set("x", property.name(), good);
          assertThat(String.valueOf(pipeline.get("x", property.name())))
              .as(property.name())
              .isEqualTo(String.valueOf(good));
        }
        pipeline.set("x", property.name(), value);
        for (Object bad : Values.outside(property)) {
          assertThatThrownBy(() -> pipeline.set("x", property.name(), bad))
              .as(property.name() + "=" + bad)
              .isInstanceOf(ParallaxException.class)
              .hasMessageContaining("PLX-PROP-")
              .hasMessageContaining(property.name());
          assertThat(pipeline.get("x", property.name())).isEqualTo(value);
        }
      }
      assertThatThrownBy(() -> pipeline.set("x", "no-such-property", 1))
          .hasMessageContaining("PLX-PROP-");
    }
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldChangeOnlyLivePropertiesWhileRunning(String element) {
    Subject subject = subject(element);
    try (Pipeline pipeline =
        subject.pipeline(subject.canBeEndless() ? Subject.ENDLESS : Subject.SOME)) {
      pipeline.prepare();
      pipeline.activate();
      for (PropertyDescriptor property : subject.descriptor().properties()) {
        Object value = pipeline.get("x", property.name());
        if (!property.live()) {
          assertThatThrownBy(() -> pipeline.set("x", property.name(), value))
              .hasMessageContaining("PLX-PROP-");
          continue;
        }
        for (Object good : Values.inside(property)) {
          if (property.name().equals("sleep-time") && ((Number) good).longValue() > 1000) {
            continue; // it would sleep that long
          }
          pipeline.set("x", property.name(), good);
          assertThat(String.valueOf(pipeline.get("x", property.name())))
              .isEqualTo(String.valueOf(good));
        }
        pipeline.set("x", property.name(), value);
        for (Object bad : Values.outside(property)) {
          assertThatThrownBy(() -> pipeline.set("x", property.name(), bad))
              .hasMessageContaining("PLX-PROP-");
        }
      }
      if (subject.canBeEndless() && !subject.isHost()) {
        long before = flow(pipeline);
        await("buffers flow with changed properties", () -> flow(pipeline) > before + 10);
      }
      assertThat(pipeline.error()).isNull();
    }
  }
}
