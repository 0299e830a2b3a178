package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.pipeline.State;
import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every standard element lives as the contract says: it starts, runs, stands still, goes on, ends,
 * is flushed and runs again, with as many inputs and outputs as it can have.
 */
@ExtendWith({LeakWatcher.class, Silence.class})
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConformanceTest {
  @BeforeAll
  static void warm() {
    NetPeer.warm();
  }

  @TempDir Path dir;

  static List<String> elements() {
    return Subject.all();
  }

  static Stream<String> endless() {
    return Running.elements(Subject::canBeEndless);
  }

  static Stream<String> joining() {
    return Running.elements(s -> s.feeds() > 1);
  }

  static Stream<String> parting() {
    return Running.elements(s -> s.outlets() > 1);
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldReachTheEndWhenRunTwice(String element) throws Exception {
    AtomicInteger ends = new AtomicInteger();
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.pipeline(Subject.SOME)) {
      pipeline.bus().listen(m -> ends.addAndGet(m instanceof Message.Eos ? 1 : 0));
      for (int run = 1; run <= 2; run++) {
        pipeline.prepare();
        pipeline.activate();
        subject.serve(pipeline, Subject.SOME);
        Running.awaitEnd(pipeline);
        assertThat(ends).hasValue(run);
        boolean atItsEnd = run == 2 && subject.descriptor().propertyIndex("fd") >= 0;
        if (!atItsEnd) {
          assertThat(Running.flow(pipeline)).isPositive();
          tookEverything(subject, pipeline);
        }
        pipeline.suspend();
        assertThat(pipeline.state()).isEqualTo(State.SUSPENDED);
      }
    }
  }

  /** Where the test sources say how many buffers come. */
  private static void tookEverything(Subject subject, Pipeline pipeline) {
    if (!subject.isSource() && subject.isFedByTestSources() && Running.has(pipeline, "x")) {
      assertThat(pipeline.snapshot().element("x").buffersIn())
          .isEqualTo((long) subject.feeds() * Subject.SOME);
    }
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldStopWhenTheStreamHasNotEnded(String element) {
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.pipeline(Subject.ENDLESS)) {
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
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.pipeline(Subject.ENDLESS)) {
      pipeline.prepare();
      for (int i = 0; i < 3; i++) {
        pipeline.activate();
        Running.awaitFlow(pipeline);
        pipeline.pause();
        long paused = Running.flow(pipeline);
        assertThat(Running.flow(pipeline)).isEqualTo(paused);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("endless")
  void shouldEndWhenAsked(String element) {
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.pipeline(Subject.ENDLESS)) {
      pipeline.prepare();
      pipeline.activate();
      Running.awaitFlow(pipeline);
      pipeline.requestEos();
      Running.awaitEnd(pipeline);
    }
  }

  @ParameterizedTest
  @MethodSource("elements")
  void shouldGoOnAfterFlushes(String element) throws Exception {
    try (Subject subject = new Subject(element, dir)) {
      boolean endless = subject.canBeEndless();
      try (Pipeline pipeline = subject.pipeline(endless ? Subject.ENDLESS : Subject.SOME)) {
        pipeline.prepare();
        pipeline.activate();
        for (int i = 0; i < 5; i++) {
          if (endless) {
            Running.awaitFlow(pipeline);
          }
          pipeline.flush();
        }
        if (endless) {
          pipeline.requestEos();
        }
        subject.serve(pipeline, 0);
        Running.awaitEnd(pipeline);
        assertThat(pipeline.error()).isNull();
      }
    }
  }

  /** Whichever input ends first, or never begins: the element takes the others to their end. */
  @ParameterizedTest
  @MethodSource("joining")
  void shouldReachTheEndWhenInputsEndApart(String element) {
    try (Subject subject = new Subject(element, dir)) {
      for (int input = 0; input < subject.feeds(); input++) {
        for (int count : new int[] {0, 3, 4 * Subject.SOME}) {
          int[] buffers = new int[subject.feeds()];
          Arrays.fill(buffers, Subject.SOME);
          buffers[input] = count;
          try (Pipeline pipeline = subject.pipeline(Subject.SOME, buffers, "fakesink")) {
            pipeline.run();
          }
        }
      }
    }
  }

  /** An output that wants no more does not end the others. */
  @ParameterizedTest
  @MethodSource("parting")
  void shouldReachTheEndWhenOneOutputWantsNoMore(String element) {
    try (Subject subject = new Subject(element, dir)) {
      int[] buffers = new int[subject.feeds()];
      Arrays.fill(buffers, Subject.SOME);
      try (Pipeline pipeline = subject.pipeline(Subject.SOME, buffers, "fakesink num-buffers=2")) {
        pipeline.run();
        Snapshot.ElementCounters end = pipeline.snapshot().element("end0");
        assertThat(end.buffersIn() - end.discarded() - end.dropped()).isLessThanOrEqualTo(2);
      } catch (ParallaxException e) {
        throw new AssertionError(element, e);
      }
    }
  }
}
