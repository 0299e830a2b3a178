package dev.parallax.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.testkit.LeakWatcher;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every standard element does to a stream what its descriptor says, and no more. */
@ExtendWith({LeakWatcher.class, Silence.class})
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamConformanceTest {
  @BeforeAll
  static void warm() {
    NetPeer.warm();
  }

  private static final int CHANGING = 12;

  @TempDir Path dir;

  static Stream<String> oneToOne() {
    return Running.elements(s -> s.isOneToOne() && s.takesRaw());
  }

  /** Elements whose input may change its format. */
  static Stream<String> changeable() {
    return Running.elements(s -> s.takesRaw() && !s.hasPartner());
  }

  static Stream<String> filters() {
    return Running.elements(s -> s.isChain() && s.takesRaw());
  }

  static Stream<String> lookers() {
    return Running.elements(s -> s.isOneToOne() && s.takesRaw() && s.isSame());
  }

  @ParameterizedTest
  @MethodSource("changeable")
  void shouldFollowWhenTheFormatChanges(String element) {
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.changing(CHANGING)) {
      pipeline.prepare();
      pipeline.activate();
      if (subject.makesFile()) {
        endsOrSaysWhyNot(pipeline);
        return;
      }
      Running.awaitEnd(pipeline);
      if (Running.has(pipeline, "x")) {
        assertThat(pipeline.snapshot().element("x").buffersIn()).isEqualTo(CHANGING);
      }
      if (subject.isOneToOne()) {
        assertThat(pipeline.snapshot().element("end0").buffersIn()).isEqualTo(CHANGING);
      }
    }
  }

  private static void endsOrSaysWhyNot(Pipeline pipeline) {
    try {
      Running.awaitEnd(pipeline);
    } catch (ParallaxException e) {
      assertThat(e).hasMessageContaining("can't change its format in mid-stream");
      assertThat(e).hasMessageContaining("put ");
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
  @MethodSource("oneToOne")
  void shouldKeepTimesAndOrder(String element) {
    List<List<Long>> before = new ArrayList<>();
    List<List<Long>> after = new ArrayList<>();
    Map<String, ElementNode<?>> code = new HashMap<>();
    code.put("before", StdElements.appSink(b -> before.add(stamps(b))));
    code.put("after", StdElements.appSink(b -> after.add(stamps(b))));
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline =
            subject.pipeline(
                timed(subject) + " ! tee name=t  t. ! ${before}  t.", code, "${after}")) {
      pipeline.prepare();
      pipeline.activate();
      push(pipeline);
      Running.awaitEnd(pipeline);
    }
    assertThat(before).hasSize(Subject.SOME);
    assertThat(after).isEqualTo(before);
  }

  private static List<Long> stamps(Bytes b) {
    return List.of(b.pts(), b.dts(), b.duration(), (long) b.flags());
  }

  /** Times that no rounding hides. */
  private static String timed(Subject subject) {
    return subject.isAudio()
        ? "audiotestsrc num-buffers=20 samplesperbuffer=100"
        : subject.isVideo()
            ? "videotestsrc num-buffers=20 ! video/x-raw,width=32,height=32,framerate=30000/1001"
            : "appsrc name=src";
  }

  private static void push(Pipeline pipeline) {
    if (!pipeline.elements().contains("src")) {
      return;
    }
    AppSrcElement.Control src = pipeline.find("src", AppSrcElement.Control.class);
    for (int i = 0; i < Subject.SOME; i++) {
      assertThat(src.offer(new byte[10], i * 1000L + 7, 1000 + i)).isTrue();
    }
    src.endOfStream();
  }

  /** The tee holds each buffer while the element has it, and sends it on afterwards. */
  @ParameterizedTest
  @MethodSource("filters")
  void shouldLeaveBuffersAloneThatOthersHold(String element) {
    CRC32 before = new CRC32();
    CRC32 after = new CRC32();
    Map<String, ElementNode<?>> code = new HashMap<>();
    code.put("before", StdElements.filter(v -> update(before, v)));
    code.put("after", StdElements.appSink(b -> update(after, b)));
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline =
            subject.pipeline(
                subject.feed() + " ! ${before} ! tee name=t  t.",
                code,
                "fakesink  t. ! ${after}")) {
      pipeline.run();
    }
    assertThat(before.getValue()).isNotZero().isEqualTo(after.getValue());
  }

  private static boolean update(CRC32 crc, View in) {
    crc.update(in.segment().asSlice(in.offset(), in.size()).toArray(ValueLayout.JAVA_BYTE));
    return true;
  }

  /** An element that keeps the format copies nothing while it is the only one to hold a buffer. */
  @ParameterizedTest
  @MethodSource("lookers")
  void shouldCopyNothingWhenNobodyElseHoldsTheBuffer(String element) {
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.pipeline(Subject.SOME)) {
      pipeline.run();
      if (Running.has(pipeline, "x")) {
        // An element elsewhere can't write what it was lent.
        long most = subject.isRemote() ? Subject.SOME : 0;
        assertThat(pipeline.snapshot().element("x").copies()).isIn(0L, most);
      }
    }
  }

  /** On a buffer that somebody else keeps, an element copies each that it changes, or none. */
  @ParameterizedTest
  @MethodSource("lookers")
  void shouldCountCopiesWhenSomebodyElseHoldsTheBuffer(String element) {
    String feed =
        " ! tee name=t  t. ! output-selector resend-latest=true name=keeps  keeps. ! fakesink  t.";
    try (Subject subject = new Subject(element, dir);
        Pipeline pipeline = subject.pipeline(subject.feed() + feed, Map.of(), "fakesink")) {
      pipeline.run();
      if (Running.has(pipeline, "x")) {
        assertThat(pipeline.snapshot().element("x").copies()).isIn(0L, (long) Subject.SOME);
      }
    }
  }

  @Test
  void shouldSayWhatToAddWhenNothingMakesAMediaType() {
    assertThatThrownBy(() -> Samples.file("application/x-nobody", dir))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("application/x-nobody")
        .hasMessageContaining("Samples.FILES");
  }
}
