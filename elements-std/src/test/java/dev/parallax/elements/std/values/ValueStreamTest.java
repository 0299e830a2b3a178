package dev.parallax.elements.std.values;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.fakeSink;
import static dev.parallax.elements.std.StdElements.fileSink;
import static dev.parallax.elements.std.StdElements.queue;
import static dev.parallax.elements.std.StdElements.range;
import static dev.parallax.elements.std.StdElements.videoTestSrc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.elements.std.StdElements;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.typed.Tee;
import dev.parallax.runtime.typed.Values;
import dev.parallax.testkit.LeakWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ValueStreamTest {
  private static final Duration MS = Duration.ofMillis(1);

  private record Order(String customer, int amount) {}

  private record Reading(long at, String what) {}

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void shouldGiveTheSameAsJavaStreamsWhenOperatorsAreChained() {
    List<Integer> made =
        ValueStream.from(numbers(20))
            .filter(n -> n % 2 == 1)
            .map(n -> n * 10)
            .flatMap(n -> Stream.of(n, n + 1))
            .filterMap(n -> n % 3 == 0 ? Optional.of(n + 1000) : Optional.<Integer>empty())
            .skip(1)
            .take(3)
            .toList()
            .run();
    assertThat(made)
        .isEqualTo(
            numbers(20).stream()
                .filter(n -> n % 2 == 1)
                .map(n -> n * 10)
                .flatMap(n -> Stream.of(n, n + 1))
                .filter(n -> n % 3 == 0)
                .map(n -> n + 1000)
                .skip(1)
                .limit(3)
                .toList());
  }

  @Test
  void shouldEndEndlessStreamsWhenEnoughIsTaken() {
    AtomicBoolean closed = new AtomicBoolean();
    Stream<Integer> endless = Stream.iterate(1, n -> n + 1).onClose(() -> closed.set(true));
    List<Integer> made =
        ValueStream.from(endless)
            .via(queue().maxSizeBuffers(4))
            .flatMap(n -> Stream.generate(() -> n))
            .take(5)
            .toList()
            .run();
    assertThat(made).containsExactly(1, 1, 1, 1, 1);
    assertThat(closed).isTrue();
  }

  @Test
  void shouldBeginAgainWhenRunTwice() {
    Result<Integer> sum = ValueStream.from(numbers(5)).reduce(0, Integer::sum);
    assertThatThrownBy(sum::get).isInstanceOf(IllegalStateException.class);
    try (Pipeline pipeline = sum.pipeline()) {
      pipeline.run();
      assertThat(sum.get()).isEqualTo(10);
      pipeline.run();
      assertThat(sum.get()).isEqualTo(10);
    }
  }

  @Test
  void shouldGiveEmptyResultsWhenThereIsNoValue() {
    assertThat(ValueStream.from(List.<Integer>of()).reduce(Integer::sum).run()).isEmpty();
    assertThat(ValueStream.from(List.<Integer>of()).toList().run()).isEmpty();
    assertThat(ValueStream.from(numbers(4)).reduce(Integer::sum).run()).contains(6);
    assertThat(ValueStream.from(numbers(4)).fold(() -> "", (s, n) -> s + n).run())
        .isEqualTo("0123");
  }

  @Test
  void shouldCollectByAnyCollectorWhenGrouped() {
    Map<Boolean, Long> counts =
        ValueStream.from(numbers(9))
            .collect(Collectors.partitioningBy(n -> n > 6, Collectors.counting()))
            .run();
    assertThat(counts).containsEntry(true, 2L).containsEntry(false, 7L);
  }

  @Test
  void shouldMeasureMediaWhenAValueIsMadeOfEachBuffer() {
    List<Float> peaks =
        audioTestSrc()
            .numBuffers(4)
            .to(ValueStream.ofAudio(ValueStreamTest::peak))
            .via(queue())
            .toList()
            .run();
    assertThat(peaks).hasSize(4).allMatch(peak -> peak > 0.7f && peak <= 0.8f);
    List<Integer> widths =
        videoTestSrc()
            .numBuffers(2)
            .caps("video/x-raw,format=GRAY8,width=32,height=16")
            .to(ValueStream.ofVideo(frame -> frame.width()))
            .toList()
            .run();
    assertThat(widths).containsExactly(32, 32);
    assertThat(
            StdElements.fakeSrc()
                .numBuffers(3)
                .via(range().skip(1))
                .to(ValueStream.ofBytes(bytes -> bytes.size()))
                .toList()
                .run())
        .containsExactly(0L, 0L);
  }

  private static float peak(AudioBlock block) {
    return switch (block.format().format()) {
      case F32LE -> max(block, 1);
      default -> max(block, 32768);
    };
  }

  private static float max(AudioBlock block, float full) {
    float peak = 0;
    for (int i = 0; i < block.length(); i++) {
      peak = Math.max(peak, Math.abs(full == 1 ? block.f32(i) : block.s16(i) / full));
    }
    return peak;
  }

  @Test
  void shouldKeepTimesWhenValuesAreMadeOfMedia() {
    List<Integer> sizes =
        videoTestSrc()
            .numBuffers(50)
            .caps("video/x-raw,format=GRAY8,width=16,height=16,framerate=25/1")
            .to(ValueStream.ofVideo(frame -> frame.pts()))
            .window(Duration.ofSeconds(1))
            .map(List::size)
            .toList()
            .run();
    assertThat(sizes).containsExactly(25, 25);
  }

  @Test
  void shouldRefuseWhenAValueIsTheViewItself() {
    Result<List<AudioBlock>> result =
        audioTestSrc().numBuffers(2).to(ValueStream.<AudioBlock>ofAudio(b -> b)).toList();
    assertThatThrownBy(result::run)
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("audiovalues0")
        .hasStackTraceContaining("copy what you need");
  }

  @Test
  void shouldThrowWhenAKeptViewIsUsedLater() {
    List<AudioBlock> kept = new ArrayList<>();
    audioTestSrc()
        .numBuffers(2)
        .to(
            ValueStream.ofAudio(block -> {
              kept.add(block);
              return 1;
            }))
        .toList()
        .run();
    assertThatThrownBy(() -> kept.getFirst().length())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("after its call");
  }

  @Test
  void shouldNameTheElementWhenCodeGivesNull() {
    Result<List<String>> result =
        ValueStream.from(numbers(3)).<String>map(n -> null).named("nulls").toList();
    assertThatThrownBy(result::run)
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("nulls")
        .hasStackTraceContaining("filterMap");
  }

  @Test
  void shouldWindowByCountAndTimeWhenAsked() {
    assertThat(ValueStream.from(numbers(5)).batch(2).toList().run())
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    assertThat(ValueStream.from(numbers(4)).window(3, 1).toList().run())
        .containsExactly(List.of(0, 1, 2), List.of(1, 2, 3));
    assertThat(ValueStream.from(numbers(5), MS).window(MS.multipliedBy(2), MS).toList().run())
        .containsExactly(List.of(0, 1), List.of(1, 2), List.of(2, 3), List.of(3, 4), List.of(4));
  }

  @Test
  void shouldCountWhatComesTooLateWhenWindowsAreGone() {
    Result<List<List<Reading>>> result =
        ValueStream.from(List.of(new Reading(0, "a"), new Reading(50, "b"), new Reading(5, "c")))
            .stamped(Reading::at)
            .window(Duration.ofNanos(10))
            .named("w")
            .toList();
    try (Pipeline pipeline = result.pipeline()) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.await();
      assertThat(counters(pipeline, "w").dropped()).isEqualTo(1);
    }
    assertThat(result.get()).hasSize(2);
  }

  private static Snapshot.ElementCounters counters(Pipeline pipeline, String name) {
    return pipeline.snapshot().elements().stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldPairByPlaceWhenZippedWhateverTheTimes() {
    ValueStream<String> words = ValueStream.from(List.of("a", "b", "c"), Duration.ofSeconds(9));
    List<String> made =
        ValueStream.from(numbers(1000), MS)
            .via(queue().maxSizeBuffers(4))
            .zip(words.via(queue()), (n, word) -> word + n)
            .toList()
            .run();
    assertThat(made).containsExactly("a0", "b1", "c2");
  }

  @Test
  void shouldPairByPlaceWhenNoValueHasATime() {
    List<Integer> made =
        ValueStream.from(numbers(100))
            .zip(ValueStream.from(numbers(200)).map(n -> -n), Integer::sum)
            .toList()
            .run();
    assertThat(made).hasSize(100).containsOnly(0);
  }

  @Test
  void shouldHaveAllValuesWhenMerged() {
    List<Integer> made =
        ValueStream.from(numbers(50))
            .merge(ValueStream.from(numbers(50)).map(n -> n + 50))
            .collect(Collectors.toCollection(ArrayList::new))
            .run();
    Collections.sort(made);
    assertThat(made).isEqualTo(numbers(100));
  }

  @Test
  void shouldMatchKeysWhenTimesAreNear() {
    ValueStream<Reading> left =
        ValueStream.from(List.of(new Reading(0, "x"), new Reading(10, "y"), new Reading(30, "x")))
            .stamped(Reading::at);
    ValueStream<Reading> right =
        ValueStream.from(List.of(new Reading(2, "x"), new Reading(14, "x"), new Reading(16, "y")))
            .stamped(Reading::at);
    List<String> made =
        left.join(
                right,
                Reading::what,
                Reading::what,
                Duration.ofNanos(16),
                (l, r) -> l.what() + l.at() + "-" + r.at())
            .toList()
            .run();
    assertThat(made).containsExactly("x0-2", "x0-14", "y10-16", "x30-14");
  }

  @Test
  void shouldTakeTheLatestWhenJoinedByTime() {
    ValueStream<Reading> rates =
        ValueStream.from(List.of(new Reading(10, "A"), new Reading(20, "B"), new Reading(90, "C")))
            .stamped(Reading::at);
    List<String> made =
        ValueStream.from(
                List.of(
                    new Reading(5, "a"),
                    new Reading(10, "b"),
                    new Reading(19, "c"),
                    new Reading(20, "d"),
                    new Reading(80, "e")))
            .stamped(Reading::at)
            .temporalJoin(
                rates, Duration.ofNanos(50), (l, r) -> l.what() + r.map(Reading::what).orElse("-"))
            .toList()
            .run();
    assertThat(made).containsExactly("a-", "bA", "cA", "dB", "e-");
  }

  @Test
  void shouldSayWhatIsMissingWhenJoinedValuesHaveNoTime() {
    Result<List<Integer>> result =
        ValueStream.from(numbers(3))
            .join(ValueStream.from(numbers(3)), n -> n, n -> n, MS, Integer::sum)
            .toList();
    assertThatThrownBy(result::run).hasStackTraceContaining("stamped");
  }

  @Test
  void shouldGiveBothBranchesTheSameObjectsWhenTeed() {
    List<Order> orders = List.of(new Order("a", 3), new Order("b", 4), new Order("a", 5));
    Tee<Values<Order>> tee = ValueStream.from(orders).tee();
    Result<Map<String, Integer>> sums =
        ValueStream.of(tee.branch())
            .via(queue())
            .collect(Collectors.groupingBy(Order::customer, Collectors.summingInt(Order::amount)));
    Result<List<Order>> all = ValueStream.of(tee.branch()).via(queue()).toList();
    assertThat(sums.run()).containsEntry("a", 8).containsEntry("b", 4);
    assertThat(all.get()).isEqualTo(orders).allMatch(o -> orders.stream().anyMatch(x -> x == o));
  }

  @Test
  void shouldWriteAFileWhenValuesBecomeBytes(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("out.txt");
    List<Integer> seen = new ArrayList<>();
    ValueStream.from(numbers(3))
        .inspect(seen::add)
        .toBytes(n -> (n + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .to(fileSink(file.toString()))
        .run();
    assertThat(Files.readString(file)).isEqualTo("0\n1\n2\n");
    assertThat(seen).containsExactly(0, 1, 2);
  }

  @Test
  void shouldRunInStringsWhenOperatorsAreGivenByName() {
    List<Object> made = new ArrayList<>();
    try (Pipeline pipeline =
        Pipeline.parse(
            "${src} ! queue ! ${twice} ! valuewindow size=2 ! ${sink}",
            Map.of(
                "src", StdElements.valueSrc(numbers(3)::iterator, () -> {}),
                "twice", StdElements.valueMap((Integer n) -> n * 2),
                "sink", StdElements.valueSink(made::add)))) {
      pipeline.run();
    }
    assertThat(made).containsExactly(List.of(0, 2), List.of(4));
  }

  @Test
  void shouldRefuseMediaWhenValuesAreAsked() {
    assertThatThrownBy(
            () -> {
              try (Pipeline pipeline =
                  Pipeline.parse(
                      "audiotestsrc ! ${x} ! fakesink",
                      Map.of("x", StdElements.valueMap((Integer n) -> n)))) {
                pipeline.run();
              }
            })
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("application/x-java-object");
  }

  @Test
  void shouldFailWithTheElementsNameWhenAnIteratorThrows() {
    Result<Object> result =
        ValueStream.from(
                (Iterable<Integer>)
                    () ->
                        Stream.<Integer>generate(
                                () -> {
                                  throw new IllegalStateException("source is broken");
                                })
                            .iterator())
            .fold(() -> 0, (a, b) -> b);
    assertThatThrownBy(result::run)
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("valuesrc0");
    assertThatThrownBy(result::get).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldStopWhenTheStreamIsEndless() {
    try (Pipeline pipeline =
        ValueStream.from(Stream.iterate(0, n -> n + 1)).map(n -> n + 1).to(fakeSink()).pipeline()) {
      pipeline.prepare();
      pipeline.activate();
      pipeline.requestEos();
      pipeline.await();
      assertThat(pipeline.error()).isNull();
    }
  }

  @Test
  void shouldRefuseToRunWhenValuesComeToAnElementThatWritesBytes(@TempDir Path dir) {
    Path file = dir.resolve("never");
    assertThatThrownBy(() ->
            ValueStream.from(List.of(1, 2))
                .via(queue())
                .to(fileSink(file.toString()).named("file"))
                .run())
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("PLX-CAPS-010")
        .hasMessageContaining("cannot feed file.in: values have no bytes")
        .hasMessageContaining("toBytes(code)");
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldRefuseRawMediaWhenPacketsAreAsked() {
    assertThatThrownBy(
            () -> {
              try (Pipeline pipeline =
                  Pipeline.parse(
                      "videotestsrc num-buffers=1 ! ${x} ! fakesink",
                      Map.of("x", StdElements.packetValues(packet -> packet.size())))) {
                pipeline.run();
              }
            })
        .isInstanceOf(ParallaxException.class)
        .hasMessageContaining("PLX-CAPS");
  }
}
