package dev.parallax.elements.std.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.SampleFormats;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudioConverterTest {
  private static AudioFormat format(SampleFormat sample, int channels) {
    return AudioFormat.of(sample, 48_000, channels);
  }

  private static AudioFormat masked(int channels, long mask) {
    return new AudioFormat(SampleFormat.F64LE, 48_000, channels, 64, mask);
  }

  /** Converts values given and taken as the formats' own integers or floating point. */
  private static double[] convert(AudioFormat from, AudioFormat to, double... values) {
    return convert(new AudioConverter(from, to), from, to, values);
  }

  private static double[] convert(
      AudioConverter converter, AudioFormat from, AudioFormat to, double... values) {
    try (Arena arena = Arena.ofConfined()) {
      int frames = values.length / from.channels();
      MemorySegment in = arena.allocate((long) values.length * from.bytesPerSample() + 3);
      MemorySegment out = arena.allocate((long) frames * to.bytesPerFrame() + 5);
      for (int i = 0; i < values.length; i++) {
        put(from, in, 3 + (long) i * from.bytesPerSample(), values[i]);
      }
      converter.convert(in, 3, out, 5, frames);
      double[] result = new double[frames * to.channels()];
      for (int i = 0; i < result.length; i++) {
        result[i] = get(to, out, 5 + (long) i * to.bytesPerSample());
      }
      return result;
    }
  }

  private static void put(AudioFormat format, MemorySegment s, long at, double value) {
    long bits =
        switch (format.format()) {
          case F32LE, F32BE -> Float.floatToRawIntBits((float) value);
          case F64LE, F64BE -> Double.doubleToRawLongBits(value);
          case U8 -> (long) value + (1L << (format.depth() - 1));
          default -> (long) value;
        };
    for (int b = 0; b < format.bytesPerSample(); b++) {
      long place = at + place(format, b);
      s.set(java.lang.foreign.ValueLayout.JAVA_BYTE, place, (byte) (bits >> (8 * b)));
    }
  }

  /** Where byte {@code b} of a sample is, 0 the lowest. */
  private static int place(AudioFormat format, int b) {
    return SampleFormats.isBigEndian(format.format()) ? format.bytesPerSample() - 1 - b : b;
  }

  private static double get(AudioFormat format, MemorySegment s, long at) {
    long bits = 0;
    int n = format.bytesPerSample();
    for (int b = 0; b < n; b++) {
      long place = at + place(format, b);
      bits |= (s.get(java.lang.foreign.ValueLayout.JAVA_BYTE, place) & 0xffL) << (8 * b);
    }
    return switch (format.format()) {
      case F32LE, F32BE -> Float.intBitsToFloat((int) bits);
      case F64LE, F64BE -> Double.longBitsToDouble(bits);
      case U8 -> bits - (1L << (format.depth() - 1));
      default -> bits << (64 - 8 * n) >> (64 - 8 * n);
    };
  }

  /** Full scale of integers; 1 for floating point. */
  private static double scale(AudioFormat format) {
    return SampleFormats.isFloat(format.format()) ? 1 : (double) (1L << (format.depth() - 1));
  }

  private static double reference(AudioFormat from, AudioFormat to, double value) {
    BigDecimal exact =
        new BigDecimal(value)
            .multiply(new BigDecimal(scale(to)))
            .divide(new BigDecimal(scale(from)));
    if (SampleFormats.littleEndian(to.format()) == SampleFormat.F32LE) {
      return exact.floatValue();
    }
    if (SampleFormats.littleEndian(to.format()) == SampleFormat.F64LE) {
      return exact.doubleValue();
    }
    BigDecimal rounded = exact.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR);
    return Math.clamp(rounded.doubleValue(), -scale(to), scale(to) - 1);
  }

  @ParameterizedTest
  @EnumSource(SampleFormat.class)
  void shouldRoundToTheNearestAndSaturateWhenEveryPairIsConverted(SampleFormat source) {
    Random random = new Random(3);
    for (SampleFormat target : SampleFormat.values()) {
      for (int fromDepth : depths(source)) {
        for (int toDepth : depths(target)) {
          AudioFormat from = new AudioFormat(source, 48_000, 2, fromDepth, 0);
          AudioFormat to = new AudioFormat(target, 48_000, 2, toDepth, 0);
          double[] values = values(from, random);
          double[] got = convert(from, to, values);
          for (int i = 0; i < values.length; i++) {
            assertThat(got[i])
                .as("%s -> %s value=%s", from, to, values[i])
                .isEqualTo(reference(from, to, values[i]));
          }
        }
      }
    }
  }

  private static int[] depths(SampleFormat format) {
    int bits = SampleFormats.bits(format);
    return SampleFormats.isFloat(format) ? new int[] {bits} : new int[] {bits, bits - 3};
  }

  /** Extremes, ties, and 5,000 random values: more than one chunk. */
  private static double[] values(AudioFormat format, Random random) {
    double[] x = new double[5010];
    double s = scale(format);
    boolean real = SampleFormats.isFloat(format.format());
    for (int i = 0; i < x.length; i++) {
      double v = (random.nextDouble() * 2 - 1) * s * (real ? 1.1 : 1);
      v = SampleFormats.littleEndian(format.format()) == SampleFormat.F32LE ? (float) v : v;
      x[i] = real ? v : Math.clamp(Math.rint(v), -s, s - 1);
    }
    x[0] = -s;
    x[1] = real ? s : s - 1;
    x[2] = 0;
    x[3] = real ? 0.5 / 128 : 1;
    x[4] = real ? -0.5 / 128 : -1;
    x[5] = real ? 1.5 / 32768 : s / 2;
    x[6] = real ? 0x1p-32 : 2;
    return x;
  }

  @Test
  void shouldGiveSilenceWhenNotANumber() {
    assertThat(
            convert(
                format(SampleFormat.F32LE, 1),
                format(SampleFormat.S16LE, 1),
                Double.NaN,
                1e30,
                -1e30))
        .containsExactly(0, 32767, -32768);
  }

  @Test
  void shouldPassWhenFormatsAreEqual() {
    AudioFormat a = format(SampleFormat.S16LE, 2);
    assertThat(new AudioConverter(a, a).isPassthrough()).isTrue();
    assertThat(
            new AudioConverter(a, new AudioFormat(SampleFormat.S16LE, 48_000, 2, 16, 3))
                .isPassthrough())
        .isTrue();
    assertThat(new AudioConverter(a, format(SampleFormat.S16LE, 1)).isPassthrough()).isFalse();
    assertThat(
            new AudioConverter(a, new AudioFormat(SampleFormat.S16LE, 48_000, 2, 12, 0))
                .isPassthrough())
        .isFalse();
  }

  @Test
  void shouldMixWhenIntegersAreStereo() {
    AudioFormat stereo = format(SampleFormat.S16LE, 2);
    AudioFormat mono = format(SampleFormat.S16LE, 1);
    assertThat(convert(stereo, mono, 100, 200, 32767, 32767, -32768, -32768, 1, 2))
        .containsExactly(150, 32767, -32768, 2);
    assertThat(convert(mono, stereo, 7, -32768)).containsExactly(7, 7, -32768, -32768);
  }

  /** Measured from GStreamer 1.22: audioconvert dithering=none with one impulse per channel. */
  @Test
  void shouldHaveTheWeightsOfGstreamerWhenMixed() {
    weights(
        masked(6, 0x3f),
        masked(2, 0x3),
        new double[][] {
          {.311808, 0, .220481, .311808, .155904, 0}, {0, .311808, .220481, .311808, 0, .155904}
        });
    weights(
        masked(4, 0x33),
        masked(2, 0x3),
        new double[][] {{.666667, 0, .333333, 0}, {0, .666667, 0, .333333}});
    weights(
        masked(3, 0x7),
        masked(2, 0x3),
        new double[][] {{.585786, 0, .414214}, {0, .585786, .414214}});
    weights(masked(3, 0xb), masked(2, 0x3), new double[][] {{.5, 0, .5}, {0, .5, .5}});
    weights(
        masked(5, 0x37),
        masked(2, 0x3),
        new double[][] {{.453082, 0, .320377, .226541, 0}, {0, .453082, .320377, 0, .226541}});
    weights(
        masked(6, 0x3f),
        masked(1, 0),
        new double[][] {{.212445, .212445, .150221, .212445, .106222, .106222}});
    weights(
        masked(2, 0),
        masked(6, 0x3f),
        new double[][] {{.5, 0}, {0, .5}, {.353553, .353553}, {.5, .5}, {.25, 0}, {0, .25}});
    weights(masked(1, 0), masked(6, 0x3f), new double[][] {{1}, {1}, {.707107}, {1}, {.5}, {.5}});
  }

  private static void weights(AudioFormat from, AudioFormat to, double[][] expected) {
    double[][] actual = MixMatrix.of(from, to);
    assertThat(actual).hasDimensions(expected.length, expected[0].length);
    for (int o = 0; o < expected.length; o++) {
      for (int i = 0; i < expected[o].length; i++) {
        assertThat(actual[o][i])
            .as("%s -> %s out=%d in=%d", from, to, o, i)
            .isCloseTo(expected[o][i], within(1e-5));
      }
    }
  }

  @Test
  void shouldNeverClipWhenAnyLayoutIsMixed() {
    for (int n = 1; n <= 12; n++) {
      for (int m = 1; m <= 12; m++) {
        double[][] w = MixMatrix.of(masked(n, 0), masked(m, 0));
        assertThat(w == null).isEqualTo(n == m);
        for (int o = 0; w != null && o < m; o++) {
          double sum = java.util.Arrays.stream(w[o]).map(Math::abs).sum();
          assertThat(sum).isLessThanOrEqualTo(1 + 1e-12);
        }
      }
    }
  }

  @Test
  void shouldDropAndSilenceWhenPositionsAreUnknown() {
    assertThat(MixMatrix.of(masked(9, 0), masked(10, 0))[8])
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1);
    assertThat(MixMatrix.of(masked(9, 0), masked(10, 0))[9]).containsOnly(0);
  }

  /** Every mix with the default dither stays within two steps of what the weights ask for. */
  @Test
  void shouldKeepTheWeightsWhenMixedAndDithered() {
    var loss = new AudioConverter.Loss(DitherMethod.TPDF, NoiseShapingMethod.NONE, 20);
    Random random = new Random(5);
    for (SampleFormat sample : new SampleFormat[] {SampleFormat.S16LE, SampleFormat.F32LE}) {
      for (int n = 1; n <= 8; n++) {
        for (int m = 1; m <= 8; m++) {
          AudioFormat from = format(sample, n);
          AudioFormat to = format(sample, m);
          double[][] w = MixMatrix.of(from, to);
          double[] x = random.doubles(3_000L * n, -1, 1).toArray();
          for (int i = 0; i < x.length; i++) {
            x[i] = sample == SampleFormat.F32LE ? (float) x[i] : Math.rint(x[i] * 32767);
          }
          if (w == null) {
            continue;
          }
          double[] got = convert(new AudioConverter(from, to, w, loss), from, to, x);
          double within = sample == SampleFormat.F32LE ? 1e-6 : 1.51;
          for (int i = 0; i < got.length; i++) {
            double wanted = 0;
            for (int c = 0; c < n; c++) {
              wanted += w[i % m][c] * x[i / m * n + c];
            }
            assertThat(got[i]).as("%s %d -> %d", sample, n, m).isCloseTo(wanted, within(within));
          }
        }
      }
    }
  }

  @Test
  void shouldAddNoDitherWhenChannelsAreCopied() {
    var loss = new AudioConverter.Loss(DitherMethod.TPDF, NoiseShapingMethod.HIGH, 20);
    AudioFormat mono = format(SampleFormat.S16LE, 1);
    AudioFormat stereo = format(SampleFormat.S16LE, 2);
    assertThat(
            convert(
                new AudioConverter(mono, stereo, MixMatrix.of(mono, stereo), loss),
                mono,
                stereo,
                7,
                -32768,
                32767))
        .containsExactly(7, 7, -32768, -32768, 32767, 32767);
    AudioFormat nine = format(SampleFormat.S16LE, 9);
    AudioFormat ten = format(SampleFormat.S16LE, 10);
    assertThat(
            convert(
                new AudioConverter(nine, ten, MixMatrix.of(nine, ten), loss),
                nine,
                ten,
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
  }

  /** Saturation is after the dither, at the last step. */
  @Test
  void shouldSaturateWhenDitheredFullScaleIsReduced() {
    var loss = new AudioConverter.Loss(DitherMethod.TPDF, NoiseShapingMethod.NONE, 32);
    for (int depth : new int[] {8, 12, 16}) {
      AudioFormat from = format(SampleFormat.S32LE, 1);
      AudioFormat to = new AudioFormat(SampleFormat.S16LE, 48_000, 1, depth, 0);
      double[] x = new double[4000];
      for (int i = 0; i < x.length; i++) {
        x[i] = i < 2000 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
      }
      double[] y = convert(new AudioConverter(from, to, null, loss), from, to, x);
      for (int i = 0; i < y.length; i++) {
        double most = scale(to) - 1;
        assertThat(y[i]).isBetween(i < 2000 ? most - 1 : -most - 1, i < 2000 ? most : -most);
      }
    }
  }
}
