package dev.parallax.elements.std.audio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.elements.std.video.kernel.VectorSupport;
import dev.parallax.model.format.AudioFormat;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {
  private static final int DEFAULT = 4;
  private static final int THRESHOLD = 1 << 20;

  private static LoopChoice<ResampleLoops> only(ResampleLoops loops) {
    return new LoopChoice<>(loops, loops);
  }

  private static IntToDoubleFunction noise() {
    Random random = new Random(9);
    double[] values = random.doubles(5000, -1, 1).toArray();
    return n -> values[n];
  }

  @ParameterizedTest
  @CsvSource({"44100, 48000", "48000, 44100", "96000, 44100", "44100, 48001", "8000, 48000"})
  void shouldRejectImagesBy90DbWhenQualityIsTheDefault(int in, int out) {
    assertThat(ResamplerMeasures.worstUnwanted(SampleFormat.F32LE, in, out, DEFAULT, 0.09))
        .isLessThan(-97);
  }

  @Test
  void shouldGetBetterWhenQualityRises() {
    double[] limits = {-45, -55, -59, -80, -97, -103, -108, -113, -118, -122, -128};
    for (int quality = 0; quality <= 10; quality++) {
      assertThat(ResamplerMeasures.worstUnwanted(SampleFormat.F64LE, 44_100, 48_000, quality, 0.2))
          .as("quality=" + quality)
          .isLessThan(limits[quality]);
    }
  }

  @ParameterizedTest
  @CsvSource({"44100, 48000", "48000, 44100", "44100, 48001"})
  void shouldBeFlatInThePassBand(int in, int out) {
    double nyquist = Math.min(in, out) / 2.0;
    for (double part = 0.01; part < 0.86; part += 0.05) {
      double gain = ResamplerMeasures.gain(SampleFormat.F32LE, in, out, DEFAULT, part * nyquist);
      assertThat(Signals.db(gain)).as("part=" + part).isCloseTo(0, within(0.01));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32LE", "F64LE"})
  void shouldGiveTheSameWhenLoopsHaveVectors(SampleFormat sample) {
    assumeTrue(VectorSupport.usable() && Fused.AVAILABLE);
    AudioFormat format = AudioFormat.of(sample, 44_100, 1);
    for (int out : new int[] {48_000, 16_000}) {
      for (long threshold : new long[] {0, Resampler.ALWAYS}) {
        var plain = new Resampler(format, out, 5, threshold, only(new PlainResampleLoops()));
        var fast = new Resampler(format, out, 5, threshold, only(VectorResampleLoops.INSTANCE));
        double[] a = Signals.run(plain, format, out, 2000, noise(), new Random(1));
        double[] b = Signals.run(fast, format, out, 2000, noise(), new Random(2));
        assertThat(b).containsExactly(a);
      }
    }
  }

  @Test
  void shouldBeginAnewWhenReset() {
    AudioFormat format = AudioFormat.of(SampleFormat.F32LE, 44_100, 1);
    Resampler resampler = new Resampler(format, 48_000, DEFAULT, THRESHOLD);
    double[] a = Signals.run(resampler, format, 48_000, 2000, noise(), new Random(1));
    resampler.reset();
    double[] b = Signals.run(resampler, format, 48_000, 2000, noise(), new Random(2));
    assertThat(b).containsExactly(a);
  }

  @Test
  void shouldKeepTheTimeOfAnImpulse() {
    double[] y =
        Signals.resample(
            SampleFormat.F64LE, 44_100, 48_000, 4, THRESHOLD, 2000, n -> n == 882 ? 1 : 0);
    int peak = 0;
    for (int n = 0; n < y.length; n++) {
      peak = y[n] > y[peak] ? n : peak;
    }
    assertThat(peak).isEqualTo(960);
    assertThat(y[959]).isCloseTo(y[961], within(1e-12));
  }

  @Test
  void shouldAgreeWithAllRowsWhenRowsAreInterpolated() {
    for (int quality : new int[] {4, 10}) {
      double[] full =
          Signals.resample(
              SampleFormat.F64LE, 44_100, 48_000, quality, Resampler.ALWAYS, 3000, noise());
      double[] blended =
          Signals.resample(SampleFormat.F64LE, 44_100, 48_000, quality, 0, 3000, noise());
      for (int n = 0; n < full.length; n++) {
        assertThat(blended[n]).isCloseTo(full[n], within(quality == 4 ? 2e-6 : 2e-7));
      }
    }
  }

  @Test
  void shouldKeepConstantsExactlyEnough() {
    double[] y =
        Signals.resample(SampleFormat.F64LE, 48_000, 32_000, 4, THRESHOLD, 3000, n -> 0.25);
    for (int n = 200; n < y.length - 200; n++) {
      assertThat(y[n]).isCloseTo(0.25, within(1e-12));
    }
  }

  @Test
  void shouldRefuseWhenTheFilterWouldBeTooLarge() {
    AudioFormat format = AudioFormat.of(SampleFormat.S16LE, 100_000_000, 1);
    assertThatThrownBy(() -> new Resampler(format, 1, 4, THRESHOLD))
        .hasMessageContaining("ratio of rates is too large in=100000000 out=1");
    AudioFormat odd = AudioFormat.of(SampleFormat.S16LE, 44_100, 1);
    assertThatThrownBy(() -> new Resampler(odd, 99_999_999, 4, Resampler.ALWAYS))
        .hasMessageContaining("too large to be stored in full");
  }

  @ParameterizedTest
  @CsvSource({"1, 100000000, 3", "44100, 99999999, 2", "100000, 1000, 3000", "7, 5, 40"})
  void shouldCountOutputsExactlyWhenTheRatioIsExtreme(int in, int out, int frames) {
    AudioFormat format = AudioFormat.of(SampleFormat.F32LE, in, 1);
    Resampler resampler = new Resampler(format, out, 0, THRESHOLD);
    long total = Math.ceilDiv((long) frames * out, (long) in);
    assertThat(resampler.outputsFor(frames + resampler.lookAhead())).isEqualTo(total);
  }

  @Test
  void shouldSettleOnTheFasterLoopsWhenTheyAllocateNothing() {
    long[] now = {0};
    long[] heap = {0};
    LoopChoice<String> choice = new LoopChoice<>("fast", "plain", () -> now[0], () -> heap[0]);
    int fast = 0;
    for (int i = 0; i < 200; i++) {
      boolean vector = choice.begin().equals("fast");
      fast += vector ? 1 : 0;
      heap[0] += vector && fast < 20 ? 16 : 0;
      now[0] += vector ? 1_000_000 : 4_000_000;
      choice.end(64);
    }
    assertThat(fast).isGreaterThan(100);
    assertThat(choice.begin()).isEqualTo("fast");
  }

  @Test
  void shouldGiveVectorsUpWhenTheyStaySlow() {
    long[] now = {0};
    LoopChoice<String> choice = new LoopChoice<>("fast", "plain", () -> now[0], () -> 0);
    for (int i = 0; i < 20_000; i++) {
      now[0] += choice.begin().equals("fast") ? 4_000_000 : 1_000_000;
      choice.end(64);
    }
    assertThat(choice.begin()).isEqualTo("plain");
  }
}
