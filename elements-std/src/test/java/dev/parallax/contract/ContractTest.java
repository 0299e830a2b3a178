package dev.parallax.contract;

import static dev.parallax.contract.ContractElements.toyAdd;
import static dev.parallax.contract.ContractElements.toyDec;
import static dev.parallax.contract.ContractElements.toyDemux;
import static dev.parallax.contract.ContractElements.toyMixer;
import static dev.parallax.contract.ContractElements.toyMux;
import static dev.parallax.contract.ContractElements.toySink;
import static dev.parallax.contract.ContractElements.toySrc;
import static dev.parallax.elements.std.StdElements.fileSrc;
import static dev.parallax.elements.std.StdElements.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.testkit.LeakWatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every part of the contract, from strings and typed builders, under the leak watcher. */
@Timeout(30)
@ExtendWith(LeakWatcher.class)
class ContractTest {
  private static Placement placement = Placement.HERE;

  @TempDir Path dir;

  /** Where the elements of strings run. */
  static void place(Placement where) {
    placement = where;
  }

  static Pipeline parse(String text) {
    return Pipeline.parse(text).placement(placement);
  }

  private static List<ToySink.Seen> seen(Pipeline pipeline, String sink) {
    return pipeline.find(sink, ToySinkElement.Control.class).seen();
  }

  private static List<Long> frames(List<ToySink.Seen> seen) {
    return seen.stream().map(ToySink.Seen::frame).toList();
  }

  static List<Integer> values(List<ToySink.Seen> seen) {
    return seen.stream().map(ToySink.Seen::value).toList();
  }

  static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  static List<ToySink.Seen> runAndSee(Pipeline pipeline) {
    pipeline.run();
    return seen(pipeline, "s");
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  // ---- reordering decoder: delay, drain, size change

  @Test
  void shouldReorderAndDrainWhenStreamEnds() {
    List<ToySink.Seen> text = runAndSee(parse("toysrc ! toydec ! toysink name=s"));
    assertThat(values(text)).isEqualTo(upTo(12));
    assertThat(frames(text)).isEqualTo(upTo(12).stream().map(Integer::longValue).toList());

    Pipeline typed = toySrc().numBuffers(8).to(toyDec()).to(toySink().named("s")).pipeline();
    assertThat(values(runAndSee(typed))).isEqualTo(upTo(8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"! ", "! queue ! ", "! queue max-size-buffers=1 ! "})
  void shouldDrainBeforeSizeChange(String link) {
    List<ToySink.Seen> seen =
        runAndSee(parse("toysrc change-at=8 " + link + "toydec " + link + "toysink name=s"));
    assertThat(values(seen)).isEqualTo(upTo(12));
    assertThat(seen.subList(0, 8)).allSatisfy(s -> assertThat(s.size()).isEqualTo(4 * 2));
    assertThat(seen.subList(8, 12)).allSatisfy(s -> assertThat(s.size()).isEqualTo(8 * 2));
  }

  // ---- flushing seek

  @ParameterizedTest
  @ValueSource(
      strings = {
        "toysrc num-buffers=-1 ! toydec ! toysink name=s",
        "toysrc num-buffers=-1 ! queue max-size-buffers=2 ! toydec ! queue max-size-buffers=1 !"
            + " toysink name=s"
      })
  void shouldFlushAndSeekWhileRunning(String text) {
    try (Pipeline pipeline = parse(text)) {
      pipeline.prepare();
      pipeline.activate();
      ToySinkElement.Control sink = pipeline.find("s", ToySinkElement.Control.class);
      for (int round = 0; round < 5; round++) {
        int before = sink.seen().size();
        await("buffers flow", () -> sink.seen().size() > before + 20);
        pipeline.seek(4 * ToySrc.FRAME_NS);
        String segment = "segment 4";
        int segments = round + 2;
        await("segment arrives", () -> sink.segments().size() >= segments);
        assertThat(sink.segments().getLast()).isEqualTo(segment);
      }
      int before = sink.segments().size();
      pipeline.flush();
      await("segment arrives", () -> sink.segments().size() > before);
      assertThat(sink.segments().getLast()).as("begins anew").isEqualTo("segment 0");
      pipeline.requestEos();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldStartAgainFromSeekAfterEnd() {
    try (Pipeline pipeline = parse("toysrc num-buffers=8 ! queue ! toydec ! toysink name=s")) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.await();
      assertThat(values(seen(pipeline, "s"))).isEqualTo(upTo(8));
      pipeline.seek(4 * ToySrc.FRAME_NS);
      pipeline.await();
      assertThat(values(seen(pipeline, "s"))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7);
    }
  }

  // ---- live property

  @Test
  void shouldChangeLivePropertyBetweenTwoCalls() {
    try (Pipeline pipeline =
        parse(
            "toysrc num-buffers=-1 ! toydec ! toyadd name=a value=5 ! queue max-size-buffers=1 !"
                + " toysink name=s")) {
      pipeline.prepare();
      pipeline.activate();
      ToySinkElement.Control sink = pipeline.find("s", ToySinkElement.Control.class);
      ToyAddElement.Control add = pipeline.find("a", ToyAddElement.Control.class);
      await("buffers flow", () -> !sink.seen().isEmpty());
      assertThat(sink.seen().getFirst().value()).isEqualTo(5);
      add.value(100);
      assertThat(add.value()).isEqualTo(100);
      await(
          "value arrives",
          () -> (sink.seen().getLast().value() - sink.seen().getLast().frame() & 0xff) == 100);
      assertThatThrownBy(() -> pipeline.set("a", "value", 300))
          .hasMessageContaining("PLX-PROP-003");
    }
  }

  // ---- tee and in place

  @Test
  void shouldCopyOnlyWhenOthersHoldTheBuffer() {
    Pipeline pipeline =
        parse(
            "toysrc ! toydec ! tee name=t t. ! toyadd name=a value=50 ! toysink name=x t. ! queue !"
                + " toysink name=s");
    List<ToySink.Seen> plain = runAndSee(pipeline);
    assertThat(values(plain)).isEqualTo(upTo(12));
    assertThat(values(seen(pipeline, "x"))).isEqualTo(upTo(12).stream().map(v -> v + 50).toList());
  }

  @Test
  void shouldCountCopiesInSnapshot() {
    try (Pipeline pipeline =
        parse("toysrc ! toydec ! tee name=t t. ! toyadd name=a ! toysink t. ! toysink")) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.await();
      Snapshot.ElementCounters add =
          pipeline.snapshot().elements().stream()
              .filter(e -> e.name().equals("a"))
              .findFirst()
              .orElseThrow();
      assertThat(add.copies()).isEqualTo(12);
      assertThat(add.buffersOut()).isEqualTo(12);
    }
  }

  @Test
  void shouldNotCopyWithoutTee() {
    try (Pipeline pipeline =
        toySrc().to(toyDec()).via(queue()).to(toyAdd().named("a")).to(toySink()).pipeline()) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.await();
      assertThat(pipeline.snapshot().elements()).allSatisfy(e -> assertThat(e.copies()).isZero());
    }
  }

  // ---- demuxer and ORDERED muxer

  private Path container(int[]... records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int[] record : records) {
      for (int b : record) {
        bytes.write(b);
      }
    }
    return Files.write(dir.resolve("toy.bin"), bytes.toByteArray());
  }

  private static int[] r(int... record) {
    return record;
  }

  @ParameterizedTest
  @ValueSource(strings = {" ! ", " ! queue ! "})
  void shouldOpenPortsLateAndLoseOne(String link) throws IOException {
    Path file =
        container(
            r(7, 0, 0, 0),
            r(7, 1, 0, 70),
            r(9, 0, 0, 0),
            r(9, 1, 1, 90),
            r(7, 1, 2, 71),
            r(7, 2, 0, 0),
            r(9, 1, 3, 91),
            r(0, 3, 0, 0),
            r(9, 1, 4, 92));
    Pipeline pipeline =
        parse(
            "filesrc location="
                + file
                + " ! toydemux name=d  d."
                + link
                + "toysink name=x  d."
                + link
                + "toysink name=s");
    assertThat(values(runAndSee(pipeline))).containsExactly(90, 91, 92);
    assertThat(values(seen(pipeline, "x"))).containsExactly(70, 71);
  }

  @Test
  void shouldOpenPortsAgainWhenRunAgain() throws IOException {
    Path file = container(r(7, 0, 0, 0), r(7, 1, 0, 70), r(9, 0, 0, 0), r(9, 1, 1, 90));
    Pipeline pipeline =
        parse(
            "filesrc location="
                + file
                + " ! toydemux name=d  d. ! queue ! toysink name=x  d. ! toysink name=s");
    for (int i = 0; i < 3; i++) {
      assertThat(values(runAndSee(pipeline))).containsExactly(90);
      assertThat(values(seen(pipeline, "x"))).containsExactly(70);
    }
  }

  @Test
  void shouldEndBranchesWhoseStreamNeverComes() throws IOException {
    Path file = container(r(7, 0, 0, 0), r(7, 1, 0, 70), r(0, 3, 0, 0), r(7, 1, 1, 71));
    List<String> warnings = new ArrayList<>();
    try (Pipeline pipeline =
        parse(
            "filesrc location="
                + file
                + " ! toydemux name=d  d. ! toysink name=s  d. ! queue ! toysink name=x")) {
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof Message.Warning w) {
              warnings.add(w.text());
            }
          });
      pipeline.run();
      assertThat(values(seen(pipeline, "s"))).containsExactly(70, 71);
      assertThat(seen(pipeline, "x")).isEmpty();
      assertThat(warnings).singleElement().asString().contains("stream_1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ! ", " ! queue ! "})
  void shouldMuxInOrderOfTimeAndFinishWithTrailer(String link) throws IOException {
    Path file =
        container(
            r(1, 0, 0, 0),
            r(2, 0, 0, 0),
            r(1, 1, 0, 10),
            r(2, 1, 1, 20),
            r(1, 1, 2, 11),
            r(2, 1, 3, 21),
            r(1, 2, 0, 0),
            r(2, 1, 4, 22));
    Path muxed = dir.resolve("muxed.bin");
    parse(
            "filesrc location="
                + file
                + " ! toydemux name=d  d."
                + link
                + "toymux name=m  d."
                + link
                + "m.  m. ! filesink location="
                + muxed)
        .run();
    assertThat(Files.readAllBytes(muxed))
        .containsExactly(0, 0, 10, 1, 1, 20, 0, 2, 11, 1, 3, 21, 1, 4, 22, -1, 2, 5);

    ToyDemuxElement d = toyDemux();
    ToyMuxElement m = toyMux();
    fileSrc().location(file.toString()).to(d.in());
    d.stream().via(queue()).to(m.in());
    d.stream().to(m.in());
    m.out().to(toySink().named("s")).run();
  }

  @Test
  void shouldNameElementAndOffsetWhenContainerIsDamaged() throws IOException {
    Path file = container(r(1, 0, 0, 0), r(1, 1, 0, 10), r(1, 77, 0, 0));
    Pipeline pipeline =
        parse("filesrc location=" + file + " ! toydemux name=d  d. ! queue ! toysink name=s");
    assertThatThrownBy(pipeline::run)
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("d: unknown record kind=77 offset=8");
  }

  // ---- starved port

  @Test
  void shouldGrowQueueWhenBranchesStarveEachOther() throws IOException {
    int[][] records = new int[2 + 60][];
    records[0] = r(1, 0, 0, 0);
    records[1] = r(2, 0, 0, 0);
    for (int i = 0; i < 30; i++) {
      records[2 + i] = r(1, 1, i, i);
      records[32 + i] = r(2, 1, i, i);
    }
    Path file = container(records);
    String text =
        "filesrc location="
            + file
            + " ! toydemux name=d  d. ! queue max-size-buffers=2 ! toymux name=m  d. ! queue"
            + " max-size-buffers=2 ! m.  m. ! toysink name=s";
    assertThat(runAndSee(parse(text))).hasSize(61);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ! ", " ! queue max-size-buffers=1 ! "})
  void shouldFailWithStarvedPortWhenGrowingDoesNotHelp(String link) throws IOException {
    int[][] records = new int[2 + 20_000][];
    records[0] = r(1, 0, 0, 0);
    records[1] = r(2, 0, 0, 0);
    for (int i = 0; i < 20_000; i++) {
      records[2 + i] = r(1, 1, 5, 5);
    }
    Path file = container(records);
    Pipeline pipeline =
        parse(
            "filesrc location="
                + file
                + " ! toydemux name=d  d."
                + link
                + "toymux name=m  d."
                + link
                + "m.  m. ! toysink name=s");
    assertThatThrownBy(pipeline::run)
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("PLX-RUN-002")
        .hasMessageContaining("m.in_1 waits for data")
        .hasMessageContaining("fix");
  }

  // ---- ALIGNED mixer

  @ParameterizedTest
  @ValueSource(strings = {" ! ", " ! queue ! ", " ! queue max-size-buffers=1 ! "})
  void shouldMixWhatCoversTheSameTime(String link) {
    List<ToySink.Seen> seen =
        runAndSee(
            parse(
                "toysrc ! toydec ! tee name=t  t."
                    + link
                    + "toymixer name=m offset=3 ! toysink name=s  t."
                    + link
                    + "toyadd value=10 ! m."));
    assertThat(values(seen)).isEqualTo(upTo(12).stream().map(v -> 2 * v + 13).toList());
    assertThat(frames(seen)).isEqualTo(upTo(12).stream().map(Integer::longValue).toList());
  }

  @Test
  void shouldMixFromTwoSources() {
    ToyMixerElement mixer = toyMixer();
    toySrc().numBuffers(8).to(toyDec()).to(mixer.in());
    toySrc().numBuffers(4).to(toyDec()).to(mixer.in());
    Pipeline pipeline = mixer.out().to(toySink().named("s")).pipeline();
    assertThat(values(runAndSee(pipeline))).containsExactly(0, 2, 4, 6, 4, 5, 6, 7);
  }

  @Test
  void shouldStampTheIntervalWhenPicturesLastDifferently() {
    List<ToySink.Seen> seen =
        runAndSee(
            parse(
                "toysrc num-buffers=4 stretch=2 ! toydec ! toymixer name=m ! toysink name=s  toysrc"
                    + " num-buffers=8 ! toydec ! m."));
    assertThat(frames(seen)).isEqualTo(upTo(8).stream().map(Integer::longValue).toList());
    assertThat(values(seen)).containsExactly(0, 1, 3, 4, 6, 7, 9, 10);
  }

  @Test
  void shouldTellSeveralInputsSegmentOnceAfterEverySeek() {
    try (Pipeline pipeline =
        parse(
            "toysrc ! toydec ! toymixer name=m ! queue ! toysink name=s  toysrc ! toydec ! queue !"
                + " m.")) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.await();
      pipeline.seek(4 * ToySrc.FRAME_NS);
      pipeline.await();
      assertThat(pipeline.find("s", ToySinkElement.Control.class).segments())
          .containsExactly("segment 0", "segment 4");
    }
  }

  @Test
  void shouldRunDemuxerAgainAfterSuspendAndAfterFlush() throws IOException {
    Path file =
        container(r(7, 0, 0, 0), r(9, 0, 0, 0), r(7, 1, 0, 70), r(9, 1, 1, 90), r(0, 3, 0, 0));
    Pipeline pipeline =
        parse(
            "filesrc location="
                + file
                + " ! toydemux name=d  d. ! queue ! toysink name=x  d. ! queue ! toysink name=s  d."
                + " ! toysink name=never");
    for (int i = 0; i < 2; i++) {
      assertThat(values(runAndSee(pipeline))).containsExactly(90);
      assertThat(values(seen(pipeline, "x"))).containsExactly(70);
    }
    try (pipeline) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.await();
      pipeline.flush();
      assertThat(pipeline.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldNotHoldUpOthersWhenMuxerHasEnded() throws IOException {
    int[][] records = new int[2 + 2000][];
    records[0] = r(1, 0, 0, 0);
    records[1] = r(2, 0, 0, 0);
    for (int i = 0; i < 1000; i++) {
      records[2 + 2 * i] = r(1, 1, 1, i & 0x7f);
      records[3 + 2 * i] = r(2, 1, 2, i & 0x7f);
    }
    Path file = container(records);
    Pipeline pipeline =
        parse(
            "filesrc location="
                + file
                + " ! toydemux name=d  d. ! tee name=t  t. ! queue max-size-buffers=2 ! toymux"
                + " name=m  t. ! queue ! toysink name=x  d. ! queue max-size-buffers=2 ! m.  m. !"
                + " toysink name=s num-buffers=1");
    assertThat(runAndSee(pipeline)).hasSize(1);
    assertThat(seen(pipeline, "x")).hasSize(1000);
  }

  // ---- ends

  @Test
  void shouldEndWhenSinkWantsNoMore() {
    assertThat(
            runAndSee(
                parse("toysrc num-buffers=-1 ! queue ! toydec ! toysink name=s num-buffers=5")))
        .hasSize(5);
  }

  @Test
  void shouldWaitForSlowSinkWithoutLosingAnything() {
    List<ToySink.Seen> seen =
        runAndSee(
            parse(
                "toysrc num-buffers=40 ! queue max-size-buffers=2 ! toydec ! toysink name=s"
                    + " delay=200000"));
    assertThat(values(seen)).isEqualTo(upTo(40));
  }

  @Test
  void shouldRunAgainAfterSuspend() {
    Pipeline pipeline = parse("toysrc ! queue ! toydec ! toysink name=s");
    for (int i = 0; i < 3; i++) {
      assertThat(values(runAndSee(pipeline))).isEqualTo(upTo(12));
    }
  }
}
