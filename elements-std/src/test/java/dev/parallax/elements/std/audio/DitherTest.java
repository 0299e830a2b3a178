package dev.parallax.elements.std.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.elements.std.audio.kernel.Fft;
import dev.parallax.model.format.AudioFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DitherTest {
  private static final int COUNT = 1 << 15;

  /** Errors in steps of 16 bits of a constant or of a slow sine, mono. */
  private static double[] errors(DitherMethod dither, NoiseShapingMethod shaping, double[] signal) {
    AudioFormat from = AudioFormat.of(SampleFormat.F64LE, 48_000, 1);
    AudioFormat to = AudioFormat.of(SampleFormat.S16LE, 48_000, 1);
    var loss = new AudioConverter.Loss(dither, shaping, 20);
    double[] errors = new double[signal.length];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, signal);
      MemorySegment out = arena.allocate(2L * signal.length);
      new AudioConverter(from, to, null, loss).convert(in, 0, out, 0, signal.length);
      for (int i = 0; i < errors.length; i++) {
        errors[i] = out.getAtIndex(ValueLayout.JAVA_SHORT, i) - signal[i] * 32768;
      }
    }
    return errors;
  }

  private static double[] constant(double steps) {
    double[] x = new double[COUNT];
    java.util.Arrays.fill(x, steps / 32768);
    return x;
  }

  private static double mean(double[] x) {
    return java.util.Arrays.stream(x).average().orElseThrow();
  }

  private static double power(double[] x) {
    return java.util.Arrays.stream(x).map(v -> v * v).average().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"RPDF, 0.25", "TPDF, 0.25", "TPDF_HF, 0.25"})
  void shouldKeepTheMeanBelowOneStepWhenDithered(DitherMethod dither, double part) {
    for (double level : new double[] {0.1, 0.25, 0.5, 0.9, -3.3}) {
      assertThat(mean(errors(dither, NoiseShapingMethod.NONE, constant(level))))
          .as("level=" + level)
          .isCloseTo(0, within(0.02));
    }
    assertThat(mean(errors(DitherMethod.NONE, NoiseShapingMethod.NONE, constant(part))))
        .isCloseTo(-part, within(1e-9));
  }

  /** One twelfth of rounding and two twelfths of the noise, whatever the signal. */
  @Test
  void shouldHaveTheSamePowerOfErrorEverywhereWhenTriangular() {
    for (double level : new double[] {0, 0.1, 0.25, 0.5, 17.7}) {
      assertThat(power(errors(DitherMethod.TPDF, NoiseShapingMethod.NONE, constant(level))))
          .isCloseTo(0.25, within(0.01));
    }
  }

  /** Mean power of the lower and the upper half of the frequencies. */
  private static double[] halves(double[] x) {
    double[] re = x.clone();
    double[] im = new double[x.length];
    new Fft(x.length).transform(re, im);
    double[] halves = new double[2];
    for (int i = 1; i < x.length / 2; i++) {
      halves[i < x.length / 4 ? 0 : 1] += re[i] * re[i] + im[i] * im[i];
    }
    return halves;
  }

  @Test
  void shouldPutNoiseIntoHighFrequenciesWhenAsked() {
    double[] flat = halves(errors(DitherMethod.TPDF, NoiseShapingMethod.NONE, constant(0.3)));
    assertThat(flat[1] / flat[0]).isCloseTo(1, within(0.1));
    double[] high = halves(errors(DitherMethod.TPDF_HF, NoiseShapingMethod.NONE, constant(0.3)));
    assertThat(high[1] / high[0]).isGreaterThan(1.7);
  }

  @ParameterizedTest
  @EnumSource(value = NoiseShapingMethod.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void shouldMoveTheErrorUpwardsWhenShaped(NoiseShapingMethod shaping) {
    double[] sine = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      sine[i] = 0.25 * Math.sin(i * 0.01);
    }
    double[] shaped = halves(errors(DitherMethod.TPDF, shaping, sine));
    assertThat(shaped[1] / shaped[0]).isGreaterThan(1.5);
  }

  @ParameterizedTest
  @EnumSource(NoiseShapingMethod.class)
  void shouldStayStableWhenTheSignalClips(NoiseShapingMethod shaping) {
    double[] loud = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      loud[i] = i < COUNT / 2 ? 3 : 0.1;
    }
    loud[5] = Double.NaN;
    double[] errors = errors(DitherMethod.TPDF, shaping, loud);
    for (int i = COUNT / 2 + 200; i < COUNT; i++) {
      assertThat(Math.abs(errors[i])).isLessThan(40);
    }
  }

  @Test
  void shouldLoseNothingWhenNoBitsAreLost() {
    Random random = new Random(2);
    double[] exact = random.ints(1000, -32768, 32768).mapToDouble(i -> i / 32768.0).toArray();
    AudioFormat s16 = AudioFormat.of(SampleFormat.S16LE, 48_000, 1);
    AudioFormat s32 = AudioFormat.of(SampleFormat.S32LE, 48_000, 1);
    var loss = new AudioConverter.Loss(DitherMethod.TPDF, NoiseShapingMethod.HIGH, 20);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocate(2000);
      MemorySegment out = arena.allocate(4000);
      for (int i = 0; i < 1000; i++) {
        in.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (exact[i] * 32768));
      }
      new AudioConverter(s16, s32, null, loss).convert(in, 0, out, 0, 1000);
      for (int i = 0; i < 1000; i++) {
        assertThat(out.getAtIndex(ValueLayout.JAVA_INT, i) / 0x1p31).isEqualTo(exact[i]);
      }
    }
  }

  @Test
  void shouldReadMatricesAsGstreamerWritesThem() {
    assertThat(MixMatrixText.read("<<1.0, 0.0>, <(float)0.5,(double)-2>>", 2, 2))
        .isDeepEqualTo(new double[][] {{1, 0}, {0.5, -2}});
    assertThat(MixMatrixText.read(" < < 1 > , <2>,<3> > ", 3, 1))
        .isDeepEqualTo(new double[][] {{1}, {2}, {3}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2|begin with <",
        "<1,2>|a row must stand",
        "<<1,2>|a row must stand",
        "<<1,x>>|not a number",
        "<<1>>|does not fit",
        "<<1,2,3>,<1,2,3>>|does not fit",
        "<<1,NaN>,<1,2>>|not a finite",
        "<<1,2><|begin with <",
        ">|begin with <",
        "<|begin with <"
      })
  void shouldSayWhatIsWrongWhenAMatrixIsMalformed(String text, String message) {
    assertThatThrownBy(() -> MixMatrixText.read(text, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldNeverFailOtherwiseWhenTextIsRandom() {
    Random random = new Random(4);
    String letters = "<>,.0123456789 -e(float)";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("<");
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      text.append('>');
      try {
        MixMatrixText.read(text.toString(), 2, 2);
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).startsWith("mix-matrix");
      }
    }
  }

  /**
   * ITU-R BS.775-3 table 2, 3/2 to 2/0: the centre and the surrounds at -3 dB; GStreamer has the
   * surrounds at -6 dB. Then all is divided so that nothing clips. Loudness of each channel alone.
   */
  @Test
  void shouldHaveTheLoudnessOfTheStandardWhenMixedDown() {
    double[][] w =
        MixMatrix.of(
            new AudioFormat(SampleFormat.F64LE, 48_000, 5, 64, 0x37),
            AudioFormat.of(SampleFormat.F64LE, 48_000, 2));
    assertThat(w).isNotNull();
    double left = loudness(w, 0);
    assertThat(loudness(w, 1) - left).isCloseTo(0, within(1e-9));
    assertThat(loudness(w, 2) - left).isCloseTo(0, within(0.02)); // -3 dB in both is 0 dB in sum
    assertThat(loudness(w, 3) - left).isCloseTo(-6.02, within(0.01));
    assertThat(loudness(w, 4) - left).isCloseTo(-6.02, within(0.01));
  }

  /** Power of one input in all outputs, dB. */
  private static double loudness(double[][] weights, int input) {
    double sum = 0;
    for (double[] row : weights) {
      sum += row[input] * row[input];
    }
    return 10 * Math.log10(sum);
  }
}
