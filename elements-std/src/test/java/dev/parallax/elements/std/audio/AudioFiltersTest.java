package dev.parallax.elements.std.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.audio.kernel.Fft;
import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.testkit.ElementHarness;
import dev.parallax.testkit.LeakWatcher;
import dev.parallax.testkit.TestBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** volume, level, spectrum and the converter's properties in pipelines. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AudioFiltersTest {
  private final List<Object> posted = new ArrayList<>();

  private byte[] run(String text) {
    return run(text, p -> {});
  }

  private byte[] run(String text, Consumer<Pipeline> before) {
    var all = new java.io.ByteArrayOutputStream();
    Consumer<Bytes> take =
        b -> {
          byte[] bytes = new byte[(int) b.size()];
          b.copyTo(0, bytes, 0, bytes.length);
          all.writeBytes(bytes);
        };
    try (Pipeline pipeline =
        Pipeline.parse(text + " ! ${sink}", Map.of("sink", StdElements.appSink(take)))) {
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof Message.Application a) {
              posted.add(a.payload());
            }
          });
      before.accept(pipeline);
      pipeline.run();
    }
    return all.toByteArray();
  }

  private static short[] shorts(byte[] bytes) {
    short[] values = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"U8", "S8", "S16LE", "S24LE", "S32LE", "F32LE", "F64LE"})
  void shouldScaleEveryFormatAlike(String format) {
    String source =
        "audiotestsrc wave=square volume=0.5 freq=1000 num-buffers=3 !"
            + " audio/x-raw,rate=8000,channels=2,format="
            + format;
    String to16 = " ! audioconvert dithering=none ! audio/x-raw,format=S16LE";
    short[] x = shorts(run(source + to16));
    short[] half = shorts(run(source + " ! volume volume=0.5" + to16));
    short[] loud = shorts(run(source + " ! volume volume=10" + to16));
    assertThat(x).hasSize(6144);
    for (int i = 0; i < x.length; i++) {
      assertThat((double) half[i]).isEqualTo(x[i] / 2.0);
      int limit = format.equals("U8") || format.equals("S8") ? 127 * 256 : 32766;
      assertThat(Math.abs((int) loud[i])).isBetween(limit, 32768);
    }
    assertThat(run(source + " ! volume mute=true" + to16)).containsOnly(0);
    assertThat(run(source + " ! volume" + to16)).isEqualTo(run(source + to16));
  }

  @Test
  void shouldTellLevelsOfEachIntervalWhenAToneRuns() {
    run(
        "audiotestsrc wave=square volume=0.5 num-buffers=10 samplesperbuffer=1000 !"
            + " audio/x-raw,format=F64LE,rate=10000,channels=2 ! level interval=300000000");
    assertThat(posted).hasSize(4);
    for (int i = 0; i < 4; i++) {
      LevelMessage m = (LevelMessage) posted.get(i);
      assertThat(m.timestamp()).isEqualTo(i * 300_000_000L);
      assertThat(m.duration()).isEqualTo(i < 3 ? 300_000_000L : 100_000_000L);
      assertThat(m.endtime()).isEqualTo(m.timestamp() + m.duration());
      for (List<Double> values : List.of(m.rms(), m.peak(), m.decay())) {
        assertThat(values)
            .hasSize(2)
            .allSatisfy(v -> assertThat(v).isCloseTo(-6.0206, within(1e-3)));
      }
    }
  }

  @Test
  void shouldTellMinusInfinityWhenSilent() {
    run("audiotestsrc wave=silence num-buffers=5 ! level ! audio/x-raw,rate=10000");
    assertThat(((LevelMessage) posted.getFirst()).rms()).containsOnly(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"level interval=1000000", "spectrum interval=1000000"})
  void shouldTellNoTimesWhenTheSoundHasNone(String element) {
    try (ElementHarness h =
        ElementHarness.of(element).format("audio/x-raw,format=S16LE,rate=8000,channels=1")) {
      h.start().push(TestBuffer.s16(new int[8]));
      Stream<Message.Application> told =
          h.messages().stream()
              .filter(Message.Application.class::isInstance)
              .map(Message.Application.class::cast);
      assertThat(told.map(Message.Application::payload))
          .isNotEmpty()
          .allSatisfy(m -> assertThat(m).extracting("timestamp").isEqualTo(Buffer.NO_TIME))
          .allSatisfy(m -> assertThat(m).extracting("endtime").isEqualTo(Buffer.NO_TIME))
          .allSatisfy(m -> assertThat(m).extracting("duration").isEqualTo(1_000_000L));
    }
  }

  @Test
  void shouldHoldAPeakAndLetItFall() {
    LevelMeter meter = new LevelMeter(1);
    double[] decays = new double[6];
    for (int i = 0; i < 6; i++) {
      meter.add(new double[] {i == 0 ? 1 : 0.001}, 1);
      decays[i] = meter.report(0, 100_000_000, 250_000_000, 10).decay().getFirst();
    }
    assertThat(decays).containsExactly(new double[] {0, 0, 0, -0.5, -1.5, -2.5}, within(1e-9));
  }

  @Test
  void shouldBeSilentAboutMessagesWhenAsked() {
    run("audiotestsrc num-buffers=20 ! level post-messages=false ! spectrum post-messages=false");
    assertThat(posted).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"128, 1000", "65, 2000", "1000, 3000"})
  void shouldShowAToneInItsBand(int bands, double freq) {
    run(
        "audiotestsrc freq=%s volume=1 num-buffers=20 ! audio/x-raw,format=F32LE,rate=8000,channels=2 ! spectrum bands=%d threshold=-100 message-phase=true multi-channel=true"
            .formatted(freq, bands));
    assertThat(posted).hasSizeGreaterThan(10);
    SpectrumMessage m = (SpectrumMessage) posted.get(3);
    assertThat(m.duration()).isEqualTo(100_000_000);
    assertThat(m.bands()).isEqualTo(bands);
    assertThat(m.magnitude()).hasSize(2 * bands);
    assertThat(m.phase(1)).hasSize(bands);
    List<Float> magnitude = m.magnitude(1);
    assertThat(magnitude).hasSize(bands);
    int peak = 0;
    for (int b = 0; b < bands; b++) {
      peak = magnitude.get(b) > magnitude.get(peak) ? b : peak;
      assertThat(magnitude.get(b)).isGreaterThanOrEqualTo(-100);
    }
    assertThat(peak).isEqualTo((int) Math.round(freq * (2 * bands - 2) / 8000));
    assertThat(magnitude.get(peak)).isCloseTo(-11.4f, within(1.5f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 30, 64, 97, 254, 1022})
  void shouldTransformAsTheDefinitionSays(int n) {
    Random random = new Random(n);
    double[] re = random.doubles(n, -1, 1).toArray();
    double[] im = random.doubles(n, -1, 1).toArray();
    double[] x = re.clone();
    double[] y = im.clone();
    new Fft(n).transform(x, y);
    for (int k = 0; k < n; k++) {
      double r = 0;
      double m = 0;
      for (int i = 0; i < n; i++) {
        double a = -2 * Math.PI * ((long) i * k % n) / n;
        r += re[i] * Math.cos(a) - im[i] * Math.sin(a);
        m += re[i] * Math.sin(a) + im[i] * Math.cos(a);
      }
      assertThat(x[k]).isCloseTo(r, within(1e-9));
      assertThat(y[k]).isCloseTo(m, within(1e-9));
    }
  }

  @Test
  void shouldMixByTheMatrixWhenGiven() {
    short[] y =
        shorts(
            run(
                "audiotestsrc wave=square volume=0.5 num-buffers=1 !"
                    + " audio/x-raw,format=S16LE,channels=2 ! audioconvert"
                    + " mix-matrix=\"<<0.5,0>,<0,0.25>,<-1,0>>\" ! audio/x-raw,channels=3"));
    assertThat(y).hasSize(3072);
    for (int i = 0; i < y.length; i += 3) {
      assertThat(Math.abs((int) y[i])).isBetween(8190, 8194);
      assertThat(Math.abs((int) y[i + 1])).isBetween(4094, 4098);
      assertThat(Math.abs((int) y[i + 2])).isBetween(16382, 16386);
      assertThat(Integer.signum(y[i])).isEqualTo(-Integer.signum(y[i + 2]));
    }
  }

  @Test
  void shouldFailWithTheSizesWhenTheMatrixDoesNotFit() {
    assertThatThrownBy(() ->
            run(
                "audiotestsrc num-buffers=1 ! audio/x-raw,channels=2 ! audioconvert"
                    + " mix-matrix=\"<<1>>\" ! audio/x-raw,channels=1"))
        .hasMessageContaining("rows=1 columns=1 out=1 in=2");
  }

  @Test
  void shouldBeTheSameInEveryRunWhenDithered() {
    String text =
        "audiotestsrc num-buffers=3 ! audio/x-raw,format=F32LE ! audioconvert noise-shaping=high !"
            + " audio/x-raw,format=S16LE";
    assertThat(run(text)).isEqualTo(run(text));
  }
}
