package dev.parallax.elements.std.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.StreamException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encoded is decoded to the same samples, whose md5 the header has. */
class FlacEncoderTest {
  /** Samples that lead to every kind of subframe. */
  enum Signal {
    SILENCE,
    CONSTANT,
    SINE,
    CHORD,
    NOISE,
    FULL_SCALE,
    WASTED,
    CLICKS;

    long[] make(int size, int bits, int channel) {
      long max = (1L << (bits - 1)) - 1;
      Random random = new Random(size * 31L + channel);
      long[] x = new long[size];
      for (int i = 0; i < size; i++) {
        x[i] =
            switch (this) {
              case SILENCE -> 0;
              case CONSTANT -> -max - 1;
              case SINE -> (long) (Math.sin(i * 0.03 + channel) * max);
              case CHORD ->
                  (long) ((Math.sin(i * 0.03) + Math.sin(i * 0.31) / 3) * max / 2)
                      + random.nextInt(3);
              case NOISE -> random.nextLong(-max - 1, max + 1);
              case FULL_SCALE -> random.nextBoolean() ? max : -max - 1;
              case WASTED -> random.nextLong(-max - 1, max + 1) & -4;
              case CLICKS -> i % 1000 == 7 ? max : i % 3;
            };
      }
      return x;
    }

    byte[] pcm(int size, AudioFormat format) {
      long[][] x = new long[format.channels()][];
      for (int c = 0; c < x.length; c++) {
        x[c] = make(size, format.depth(), c);
      }
      return Encoded.pcm(x, format.bytesPerSample());
    }
  }

  private static Decoded assertExact(Encoded encoded, byte[] pcm) throws StreamException {
    Decoded decoded = Decoded.of(encoded.file, 100_000);
    assertThat(decoded.warnings).isEmpty();
    assertThat(decoded.pcm()).isEqualTo(pcm);
    return decoded;
  }

  @ParameterizedTest
  @EnumSource
  void shouldComeBackWhenAnyDepth(Signal signal) throws Exception {
    for (int bits : new int[] {4, 8, 12, 15, 16, 17, 20, 24, 28, 31, 32}) {
      for (int channels : new int[] {1, 2}) {
        AudioFormat format = Encoded.format(bits, 44100, channels);
        byte[] pcm = signal.pcm(5000, format);
        Decoded decoded = assertExact(Encoded.of(format, FlacLevel.of(5), pcm), pcm);
        assertThat(decoded.formats).containsExactly(format);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void shouldComeBackWhenAnyLevel(int level) throws Exception {
    for (Signal signal : Signal.values()) {
      AudioFormat format = Encoded.format(16, 48000, 2);
      byte[] pcm = signal.pcm(9000, format);
      assertExact(Encoded.of(format, FlacLevel.of(level), pcm), pcm);
    }
  }

  @Test
  void shouldComeBackWhenOrdersAndPrecisionsAreExtreme() throws Exception {
    for (int bits : new int[] {16, 24, 32}) {
      AudioFormat format = Encoded.format(bits, 48000, 1);
      for (int precision : new int[] {5, 10, 15}) {
        FlacLevel level =
            FlacLevel.of(8).withMaxOrder(32).withPrecision(precision).withMaxPartitionOrder(15);
        byte[] pcm = Signal.CHORD.pcm(9000, format);
        assertExact(Encoded.of(format, level, pcm), pcm);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldKeepChannelsWhenMany(int channels) throws Exception {
    AudioFormat format = Encoded.format(24, 96000, channels);
    byte[] pcm = Signal.CHORD.pcm(5000, format);
    Decoded decoded = assertExact(Encoded.of(format, FlacLevel.of(5), pcm), pcm);
    assertThat(decoded.formats.get(0).channels()).isEqualTo(channels);
  }

  @Test
  void shouldComeBackWhenStreamIsShortOrBlocksAreOdd() throws Exception {
    AudioFormat format = Encoded.format(16, 44100, 2);
    for (int size = 1; size < 40; size++) {
      byte[] pcm = Signal.CHORD.pcm(size, format);
      assertExact(Encoded.of(format, FlacLevel.of(8), pcm), pcm);
    }
    for (int block : new int[] {16, 192, 255, 256, 257, 576, 1000, 4608, 16384, 65535}) {
      byte[] pcm = Signal.CHORD.pcm(70_000, format);
      assertExact(Encoded.of(format, FlacLevel.of(5).withBlockSize(block), pcm), pcm);
    }
    assertExact(Encoded.of(format, FlacLevel.of(5), new byte[0]), new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8000, 11025, 44100, 96000, 192000, 255_000, 65_535, 655_350, 1_048_575})
  void shouldKeepTheRateWhenCommonOrNot(int rate) throws Exception {
    AudioFormat format = Encoded.format(16, rate, 1);
    byte[] pcm = Signal.SINE.pcm(100, format);
    Decoded decoded = assertExact(Encoded.of(format, FlacLevel.of(0), pcm), pcm);
    assertThat(decoded.formats.get(0).rate()).isEqualTo(rate);
  }

  @Test
  void shouldNumberFramesWhenThereAreMany() throws Exception {
    AudioFormat format = Encoded.format(8, 44100, 1);
    byte[] pcm = new byte[16 * 70_000];
    Encoded encoded = Encoded.of(format, FlacLevel.of(0).withBlockSize(16), pcm);
    assertThat(encoded.frameBytes).hasSize(70_000);
    assertThat(encoded.frameBytes).last().isEqualTo(encoded.frameBytes.getFirst() + 3);
    assertExact(encoded, pcm);
  }

  @Test
  void shouldNarrowTheDigestWhenContainerIsWide() throws Exception {
    AudioFormat wide = new AudioFormat(SampleFormat.S32LE, 44100, 2, 20, 0);
    long[][] x = {Signal.CHORD.make(9000, 20, 0), Signal.NOISE.make(9000, 20, 1)};
    Encoded encoded = Encoded.of(wide, FlacLevel.of(5), Encoded.pcm(x, 4));
    Decoded decoded = assertExact(encoded, Encoded.pcm(x, 3));
    assertThat(decoded.formats.get(0).depth()).isEqualTo(20);
  }

  @Test
  void shouldRefuseSamplesWhenTheyExceedTheirDepth() {
    AudioFormat format = new AudioFormat(SampleFormat.S16LE, 44100, 1, 12, 0);
    byte[] pcm = {0, 0, 0, 8};
    assertThatThrownBy(() -> Encoded.of(format, FlacLevel.of(5), pcm))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("sample has more bits than its format says depth=12");
  }

  @Test
  void shouldBeSmallWhenSignalsCanBePredicted() throws Exception {
    AudioFormat format = Encoded.format(16, 44100, 2);
    int raw = 20_000 * 4;
    assertThat(Encoded.of(format, FlacLevel.of(5), Signal.SILENCE.pcm(20_000, format)).file)
        .hasSizeLessThan(200);
    assertThat(Encoded.of(format, FlacLevel.of(5), Signal.CHORD.pcm(20_000, format)).file)
        .hasSizeLessThan(raw / 4);
    assertThat(Encoded.of(format, FlacLevel.of(5), Signal.NOISE.pcm(20_000, format)).file)
        .hasSizeLessThan(raw + 500);
  }

  @Test
  void shouldUseTheDifferenceWhenChannelsAreAlike() throws Exception {
    AudioFormat format = Encoded.format(16, 44100, 2);
    long[] noise = Signal.NOISE.make(8000, 15, 0);
    for (long[][] x :
        List.of(
            new long[][] {noise, noise},
            new long[][] {noise, Arrays.stream(noise).map(v -> v + 1).toArray()},
            new long[][] {noise, Arrays.stream(noise).map(v -> -v).toArray()})) {
      for (int level : new int[] {1, 5}) {
        byte[] pcm = Encoded.pcm(x, 2);
        Encoded encoded = Encoded.of(format, FlacLevel.of(level), pcm);
        assertExact(encoded, pcm);
        assertThat(encoded.file.length).isLessThan(pcm.length * 6 / 10);
      }
    }
  }

  @Test
  void shouldWriteTagsAndUnusualPositionsWhenThereAreSome() throws Exception {
    AudioFormat format = new AudioFormat(SampleFormat.S16LE, 44100, 4, 16, 0x107);
    Map<String, String> tags =
        Map.of("title", "Träumerei", "track-number", "7", "encoder", "other", "a=b", "no name");
    Decoded decoded = Decoded.of(Encoded.with(format, 0, tags, new byte[800]).file, 100);
    assertThat(decoded.formats).containsExactly(format);
    assertThat(decoded.tags)
        .containsEntry("title", "Träumerei")
        .containsEntry("track-number", "7")
        .containsEntry("encoder", "Parallax")
        .doesNotContainValue("no name");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 100, 5000})
  void shouldPointToFramesWhenSeekPointsAreAsked(int points) throws Exception {
    AudioFormat format = Encoded.format(16, 44100, 1);
    Encoded encoded = Encoded.with(format, points, Map.of(), Signal.NOISE.pcm(16_000, format));
    ByteBuffer b = ByteBuffer.wrap(encoded.file);
    assertThat(b.getInt(42)).isEqualTo(3 << 24 | points * 18);
    int firstFrame = 42 + 4 + 18 * points + 4 + (b.getInt(46 + 18 * points) & 0xff_ffff);
    int used = Math.min(points, 1000);
    long last = -1;
    for (int i = 0; i < points; i++) {
      long sample = b.getLong(46 + 18 * i);
      if (i >= used) {
        assertThat(sample).isEqualTo(-1);
        continue;
      }
      assertThat(sample).isGreaterThan(last).isLessThan(16_000);
      assertThat(b.getShort(46 + 18 * i + 16)).isEqualTo((short) 16);
      FlacFrameHeader header = new FlacFrameHeader();
      int at = firstFrame + (int) b.getLong(46 + 18 * i + 8);
      assertThat(header.parse(encoded.file, at, encoded.file.length, FlacStreamInfo.UNKNOWN))
          .isPositive();
      assertThat(header.number * 16).isEqualTo(sample);
      last = sample;
    }
    assertThat(last).isGreaterThanOrEqualTo(points == 1 ? 0 : 16_000L / points / 2);
  }

  @Test
  void shouldGiveBackBitsWhenWrittenInAnyPieces() throws Exception {
    FlacBitWriter out = new FlacBitWriter();
    Random random = new Random(3);
    int[] lengths = random.ints(5000, 0, 33).toArray();
    int[] values = random.ints(5000).toArray();
    int[] rice = random.ints(999, -3000, 3000).toArray();
    for (int i = 0; i < lengths.length; i++) {
      out.bits(values[i], lengths[i]);
      out.unary(i % 90);
    }
    for (int k = 0; k <= 30; k++) {
      out.rice(rice, 0, k < 4 ? 100 : rice.length, k);
    }
    out.align();

    FlacBits in = new FlacBits();
    in.open(out.bytes(), 0, out.length());
    for (int i = 0; i < lengths.length; i++) {
      int kept = lengths[i] == 0 ? 0 : values[i] & -1 >>> (32 - lengths[i]);
      assertThat(in.bits(lengths[i])).isEqualTo(kept);
      assertThat(in.unary()).isEqualTo(i % 90);
    }
    int[] read = new int[rice.length];
    for (int k = 0; k <= 30; k++) {
      int n = k < 4 ? 100 : rice.length;
      in.rice(read, 0, n, k);
      assertThat(Arrays.copyOf(read, n)).isEqualTo(Arrays.copyOf(rice, n));
    }
  }

  @Test
  void shouldEstimateBitsWhenChoosingPartitions() {
    Random random = new Random(5);
    for (double scale : new double[] {0.3, 5, 300, 1e6}) {
      int[] residual = new int[4096];
      for (int i = 0; i < residual.length; i++) {
        residual[i] = (int) (random.nextGaussian() * scale * (i > 3000 ? 20 : 1));
      }
      FlacRice rice = new FlacRice();
      long estimate = rice.choose(residual, 0, 4096, 8, 6);
      FlacBitWriter out = new FlacBitWriter();
      rice.write(out, residual, 0, 4096, 8);
      out.align();
      assertThat(out.length() * 8.0).isBetween(estimate * 0.98 - 8, estimate * 1.02 + 8);
    }
  }

  @Test
  void shouldNotAllocatePerFrameWhenInSteadyState() throws Exception {
    AudioFormat format = Encoded.format(16, 44100, 2);
    MemorySegment pcm = MemorySegment.ofArray(Signal.CHORD.pcm(4096 * 4, format));
    long[] frames = new long[1];
    FlacEncoder encoder = new FlacEncoder(format, FlacLevel.of(5), (b, l, n) -> frames[0]++);
    for (int i = 0; i < 20; i++) {
      encoder.add(pcm, 0, 4096 * 4);
    }
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20; i++) {
      encoder.add(pcm, 0, 4096 * 4);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    assertThat(frames[0]).isEqualTo(160);
  }
}
