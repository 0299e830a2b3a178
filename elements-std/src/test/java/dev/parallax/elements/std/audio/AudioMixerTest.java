package dev.parallax.elements.std.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.LeakWatcher;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample of the mix against a sum made by counting samples. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AudioMixerTest {
  private static final int RATE = 44_100;

  /** One buffer of an input: where it begins, and what it has. */
  private record Piece(long start, short[] samples) {}

  private final List<Long> times = new ArrayList<>();
  private final List<Short> mixed = new ArrayList<>();

  private void run(String properties, LongUnaryOperator timing, List<List<Piece>> inputs)
      throws InterruptedException {
    StringBuilder text = new StringBuilder("audiomixer name=m " + properties + " ! ${sink}");
    for (int i = 0; i < inputs.size(); i++) {
      text.append(
          "  appsrc name=s%d max-bytes=10000000 caps=audio/x-raw,format=S16LE,rate=%d,channels=1 ! queue ! m."
              .formatted(i, RATE));
    }
    var sink =
        StdElements.appSink(b -> {
          byte[] bytes = new byte[(int) b.size()];
          b.copyTo(0, bytes, 0, bytes.length);
          times.add(b.pts());
          times.add(b.duration());
          times.add(b.size() / 2);
          ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
          while (in.hasRemaining()) {
            mixed.add(in.getShort());
          }
        });
    try (Pipeline pipeline = Pipeline.parse(text.toString(), Map.of("sink", sink))) {
      pipeline.prepare();
      pipeline.activate();
      for (int i = 0; i < inputs.size(); i++) {
        AppSrcElement.Control src = pipeline.find("s" + i, AppSrcElement.Control.class);
        for (Piece piece : inputs.get(i)) {
          ByteBuffer bytes =
              ByteBuffer.allocate(2 * piece.samples.length).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asShortBuffer().put(piece.samples);
          long pts = timing.applyAsLong(SampleClock.ns(piece.start, RATE));
          assertThat(src.push(bytes.array(), pts, Buffer.NO_TIME)).isTrue();
        }
        src.endOfStream();
      }
      assertThat(pipeline.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static List<Piece> input(Random random, long start, int total, int most) {
    List<Piece> pieces = new ArrayList<>();
    for (int done = 0; done < total; ) {
      short[] samples = new short[Math.min(total - done, 1 + random.nextInt(most))];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) random.nextInt(-20_000, 20_000);
      }
      pieces.add(new Piece(start + done, samples));
      done += samples.length;
    }
    return pieces;
  }

  private static short[] sum(List<List<Piece>> inputs) {
    long end = 0;
    for (List<Piece> pieces : inputs) {
      for (Piece piece : pieces) {
        end = Math.max(end, piece.start + piece.samples.length);
      }
    }
    int[] sums = new int[(int) end];
    for (List<Piece> pieces : inputs) {
      for (Piece piece : pieces) {
        for (int i = 0; i < piece.samples.length; i++) {
          sums[(int) piece.start + i] += piece.samples[i];
        }
      }
    }
    short[] result = new short[sums.length];
    for (int i = 0; i < sums.length; i++) {
      result[i] = (short) Math.clamp(sums[i], -32768, 32767);
    }
    return result;
  }

  private void assertMixed(List<List<Piece>> inputs) {
    short[] expected = sum(inputs);
    assertThat(mixed).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(mixed.get(i)).as("sample=" + i).isEqualTo(expected[i]);
    }
    long at = 0;
    for (int i = 0; i < times.size(); i += 3) {
      assertThat(times.get(i)).isEqualTo(SampleClock.ns(at, RATE));
      at += times.get(i + 2);
      assertThat(times.get(i) + times.get(i + 1)).isEqualTo(SampleClock.ns(at, RATE));
    }
  }

  /** Late start, early end, different sizes, a pause that one fills and one that nobody does. */
  private static List<List<Piece>> scene() {
    Random random = new Random(6);
    List<Piece> a = new ArrayList<>(input(random, 1234, 20_000, 900));
    a.addAll(input(random, 60_000, 5000, 70));
    List<Piece> b = input(random, 7001, 30_000, 333);
    List<Piece> c = input(random, 15_000, 3000, 3000);
    return List.of(a, b, c);
  }

  @Test
  void shouldBeSampleExactWhenInputsComeAndGo() throws InterruptedException {
    List<List<Piece>> inputs = scene();
    run("", ns -> ns, inputs);
    assertMixed(inputs);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 1_000_000})
  void shouldBeSampleExactWhenTimesAreRounded(long unit) throws InterruptedException {
    Random random = new Random(8);
    List<List<Piece>> inputs =
        List.of(input(random, 0, 30_000, 700), input(random, 0, 25_000, 1500));
    run("", ns -> (ns + unit / 2) / unit * unit, inputs);
    assertMixed(inputs);
  }

  @Test
  void shouldBeginWithTheFirstInputWhenAsked() throws InterruptedException {
    List<List<Piece>> inputs = List.of(input(new Random(1), 5000, 2000, 300));
    run("start-time-selection=first", ns -> ns, inputs);
    assertThat(mixed).hasSize(2000);
    assertThat(times.getFirst()).isEqualTo(SampleClock.ns(5000, RATE));
  }

  @Test
  void shouldLeaveAGapWhenAPauseIsLong() throws InterruptedException {
    Random random = new Random(2);
    List<Piece> a = new ArrayList<>(input(random, 0, 1000, 300));
    a.addAll(input(random, 100L * RATE, 1000, 300));
    run("", ns -> ns, List.of(a));
    assertThat(mixed).hasSize(2000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"U8", "S8", "S16LE", "S24LE", "S32LE", "F32LE", "F64LE"})
  void shouldAddEveryFormat(String format) {
    String source =
        "audiotestsrc wave=square volume=0.25 num-buffers=4 samplesperbuffer=%d !"
            + " audio/x-raw,format="
            + format;
    List<Byte> seen = new ArrayList<>();
    var sink =
        StdElements.appSink(b -> {
          for (int i = 0; i < b.size(); i++) {
            seen.add(b.get(i));
          }
        });
    String text =
        "audiomixer name=m ! audioconvert dithering=none ! audio/x-raw,format=S8 ! ${sink}  "
            + source.formatted(300)
            + " ! m.  "
            + source.formatted(200)
            + " ! m.";
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("sink", sink))) {
      pipeline.run();
    }
    assertThat(seen).hasSize(1200);
    assertThat(seen.subList(0, 800)).allSatisfy(s -> assertThat(Math.abs(s)).isEqualTo((byte) 64));
    assertThat(seen.subList(800, 1200))
        .allSatisfy(s -> assertThat(Math.abs(s)).isEqualTo((byte) 32));
  }

  @Test
  void shouldScaleAndLeaveOutInputsAsTheirPadsSay() throws InterruptedException {
    run(
        "sink_0::volume=0.5 sink_1::mute=true sink_2::volume=0",
        LongUnaryOperator.identity(),
        List.of(
            List.of(new Piece(0, new short[] {1000, -2000, 30})),
            List.of(new Piece(0, new short[] {7, 7, 7})),
            List.of(new Piece(0, new short[] {9, 9, 9})),
            List.of(new Piece(0, new short[] {1, 2, 3}))));
    assertThat(mixed).containsExactly((short) 501, (short) -998, (short) 18);
  }
}
