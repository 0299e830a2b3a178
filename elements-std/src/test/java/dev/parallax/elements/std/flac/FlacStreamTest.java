package dev.parallax.elements.std.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.elements.std.audio.SampleClock;
import dev.parallax.runtime.element.StreamException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlacStreamTest {
  private static final int SIZE = 192;

  /** Smooth enough to predict, with full-scale jumps when {@code wild}. */
  static long[][] signal(int channels, int bits, int size, long seed, int shift, boolean wild) {
    Random random = new Random(seed);
    long max = (1L << (bits - 1)) - 1;
    long[][] x = new long[channels][size];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < size; i++) {
        double wave = Math.sin(i * 0.05 + c) * max * 0.7;
        long v =
            wild && i % 37 == 0
                ? (random.nextBoolean() ? max : -max - 1)
                : (long) wave + random.nextInt(3);
        x[c][i] = Math.clamp(v, -max - 1, max) >> shift << shift;
      }
    }
    return x;
  }

  static byte[] encode(TinyFlac flac, int frames, boolean wild) {
    for (int f = 0; f < frames; f++) {
      flac.frame(signal(flac.channels, flac.bits, SIZE, f, flac.wasted, wild));
    }
    return flac.file();
  }

  static void assertDecodes(byte[] file, int frames) throws Exception {
    for (int piece : new int[] {1, 7, 4096, 1 << 20}) {
      Decoded decoded = Decoded.of(file, piece);
      assertThat(decoded.warnings).as("piece=%d", piece).isEmpty();
      assertThat(decoded.frames).isEqualTo(frames);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8, 11, 12, 16, 17, 20, 23, 24, 28, 29, 31, 32})
  void shouldDecodeEveryDepthAndStereoModeWhenPredicted(int bits) throws Exception {
    for (int assignment : new int[] {1, 8, 9, 10}) {
      for (TinyFlac.Kind kind : TinyFlac.Kind.values()) {
        if (kind == TinyFlac.Kind.CONSTANT || (kind == TinyFlac.Kind.ESCAPED && bits > 27)) {
          continue;
        }
        TinyFlac flac = new TinyFlac(44100, 2, bits);
        flac.assignment = assignment;
        flac.kind = kind;
        flac.longRice = bits > 12;
        assertDecodes(encode(flac, 3, kind == TinyFlac.Kind.VERBATIM), 3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void shouldDecodeFixedOrdersWhenNarrowAndWide(int order) throws Exception {
    for (int bits : new int[] {16, 30, 32}) {
      TinyFlac flac = new TinyFlac(44100, 2, bits);
      flac.order = order;
      flac.longRice = true;
      flac.assignment = bits == 32 ? 8 : -1;
      assertDecodes(encode(flac, 2, false), 2);
    }
  }

  @Test
  void shouldDecodeLinearPredictionWhenAnyOrder() throws Exception {
    for (int order = 1; order <= 32; order++) {
      for (int bits : new int[] {8, 16, 24, 32}) {
        TinyFlac flac = new TinyFlac(48000, 2, bits);
        flac.kind = TinyFlac.Kind.LPC;
        flac.order = order;
        flac.longRice = true;
        flac.assignment = 10;
        long[][] x = signal(2, bits, SIZE, order, 0, false);
        for (int i = 0; i < SIZE; i++) {
          x[1][i] = x[0][i] / 2; // residuals of the poor predictor must fit in 32 bits
        }
        flac.frame(x);
        assertDecodes(flac.file(), 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldKeepChannelOrderWhenManyChannels(int channels) throws Exception {
    TinyFlac flac = new TinyFlac(96000, channels, 24);
    flac.longRice = true;
    Decoded decoded = Decoded.of(encode(flac, 2, false), 999);
    assertThat(decoded.warnings).isEmpty();
    assertThat(decoded.formats).hasSize(1);
    assertThat(decoded.formats.get(0).channels()).isEqualTo(channels);
    assertThat(decoded.formats.get(0).format()).isEqualTo(SampleFormat.S24LE);
    long mask = decoded.formats.get(0).channelMask();
    assertThat(Long.bitCount(mask)).isEqualTo(channels <= 2 ? 0 : channels);
  }

  @ParameterizedTest
  @EnumSource(TinyFlac.Kind.class)
  void shouldRestoreLowBitsWhenWasted(TinyFlac.Kind kind) throws Exception {
    TinyFlac flac = new TinyFlac(44100, 1, 16);
    flac.kind = kind;
    flac.wasted = 5;
    long[][] x = signal(1, 16, SIZE, 1, 5, false);
    if (kind == TinyFlac.Kind.CONSTANT) {
      Arrays.fill(x[0], -64);
    }
    flac.frame(x);
    assertDecodes(flac.file(), 1);
  }

  @Test
  void shouldDecodePartitionsWhenOrderIsHigh() throws Exception {
    TinyFlac flac = new TinyFlac(44100, 1, 16);
    flac.partitionOrder = 15;
    flac.order = 1;
    flac.frame(signal(1, 16, 32768, 3, 0, false));
    assertDecodes(flac.file(), 1);
  }

  @Test
  void shouldDecodeLongUnaryWhenParameterIsSmall() throws Exception {
    TinyFlac flac = new TinyFlac(44100, 1, 24);
    flac.order = 0;
    assertDecodes(encode(flac, 1, true), 1);
  }

  @Test
  void shouldGiveExactTimesWhenRateDoesNotDivide() throws Exception {
    TinyFlac flac = new TinyFlac(44100, 1, 16);
    Decoded decoded = Decoded.of(encode(flac, 500, false), 4096);
    for (int i = 0; i < 500; i++) {
      assertThat(decoded.pts.get(i)).isEqualTo(Math.round(i * (double) SIZE * 1e9 / 44100));
      assertThat(decoded.pts.get(i) + decoded.durations.get(i))
          .isEqualTo(SampleClock.ns((i + 1L) * SIZE, 44100));
    }
  }

  @Test
  void shouldStartInTheMiddleWhenFramesAreVariableAndGarbageIsInFront() throws Exception {
    TinyFlac flac = new TinyFlac(48000, 1, 16);
    flac.variable = true;
    byte[] file = encode(flac, 4, false);
    byte[] header = Arrays.copyOf(file, 42);
    int third = frameStart(flac, 2);
    byte[] garbage = {(byte) 0xff, (byte) 0xf8, 1, 2, (byte) 0xff, 3, 4};
    byte[] middle = join(header, garbage, Arrays.copyOfRange(file, third, file.length));
    for (int piece : new int[] {1, 100, 10_000}) {
      Decoded decoded = Decoded.of(middle, piece);
      assertThat(decoded.frames).isEqualTo(2);
      assertThat(decoded.pts.get(0)).isEqualTo(SampleClock.ns(2 * SIZE, 48000));
      assertThat(decoded.warnings.get(0)).contains("searching offset=0x2a");
    }
  }

  private static int frameStart(TinyFlac like, int frame) {
    TinyFlac flac = new TinyFlac(like.rate, like.channels, like.bits);
    flac.variable = like.variable;
    return encode(flac, frame, false).length;
  }

  @Test
  void shouldNameFrameAndOffsetWhenCrcIsWrong() throws Exception {
    TinyFlac flac = new TinyFlac(44100, 1, 16);
    byte[] file = encode(flac, 5, false);
    int place = frameStart(flac, 3);
    file[place + 40] ^= 0x10;
    Decoded decoded = new Decoded();
    assertThatThrownBy(() -> decoded.run(file, 512))
        .isInstanceOf(StreamException.class)
        .hasMessageStartingWith(
            "flac frame is damaged frame=3 offset=0x" + Integer.toHexString(place) + ": ");
    assertThat(decoded.frames).isEqualTo(3);
  }

  @Test
  void shouldSayCrcsWhenOnlyTheSumIsWrong() throws Exception {
    TinyFlac flac = new TinyFlac(44100, 1, 16);
    byte[] file = encode(flac, 1, false);
    file[file.length - 1] ^= 1;
    assertThatThrownBy(() -> Decoded.of(file, 512))
        .hasMessageMatching(
            "flac frame is damaged frame=0 offset=0x2a: crc-16 is [0-9a-f]{4}, should be"
                + " [0-9a-f]{4}");
  }

  @Test
  void shouldKeepFramesBeforeWhenCutOff() throws Exception {
    byte[] file = encode(new TinyFlac(44100, 2, 16), 3, false);
    Decoded decoded = new Decoded();
    assertThatThrownBy(() -> decoded.run(Arrays.copyOf(file, file.length - 10), 64))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("flac frame is cut off frame=2");
    assertThat(decoded.frames).isEqualTo(2);
  }

  @Test
  void shouldWarnWhenMd5IsWrong() throws Exception {
    byte[] file = encode(new TinyFlac(44100, 2, 16), 1, false);
    file[30] ^= 1;
    assertThat(Decoded.of(file, 4096).warnings)
        .singleElement()
        .asString()
        .startsWith("md5 of the decoded samples");
  }

  @Test
  void shouldSkipTagsAndTrailersWhenTheyAreThere() throws Exception {
    byte[] file = encode(new TinyFlac(44100, 2, 16), 2, false);
    byte[] id3 = new byte[10 + 300];
    System.arraycopy("ID3".getBytes(StandardCharsets.US_ASCII), 0, id3, 0, 3);
    id3[8] = 2;
    id3[9] = 44;
    byte[] id3v1 = Arrays.copyOf("TAGtitle".getBytes(StandardCharsets.US_ASCII), 128);
    Decoded decoded = Decoded.of(join(id3, file, id3v1), 33);
    assertThat(decoded.frames).isEqualTo(2);
    assertThat(decoded.warnings)
        .singleElement()
        .asString()
        .startsWith("data after the last flac frame");
  }

  @Test
  void shouldGiveTagsWhenCommentsAreThere() throws Exception {
    TinyFlac flac = new TinyFlac(44100, 6, 16);
    flac.frame(signal(6, 16, SIZE, 1, 0, false));
    byte[] comments =
        comments(
            "TITLE=One",
            "artist=A",
            "ARTIST=B",
            "TRACKNUMBER=3",
            "WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x60f",
            "none");
    byte[] file =
        flac.file(
            TinyFlac.block(1, new byte[5000]),
            TinyFlac.block(4, comments),
            TinyFlac.block(6, new byte[70]));
    Decoded decoded = Decoded.of(file, 100);
    assertThat(decoded.tags)
        .containsEntry("title", "One")
        .containsEntry("artist", "A; B")
        .containsEntry("track-number", "3")
        .containsEntry("encoder", "test");
    assertThat(decoded.formats.get(0).channelMask()).isEqualTo(0x60f);
  }

  static byte[] comments(String... values) {
    ByteBuffer b = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(4).put("test".getBytes(StandardCharsets.UTF_8)).putInt(values.length);
    for (String v : values) {
      b.putInt(v.length()).put(v.getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(b.array(), b.position());
  }

  @Test
  void shouldAnnounceANewFormatWhenFramesChange() throws Exception {
    TinyFlac first = new TinyFlac(44100, 1, 16);
    byte[] a = encode(first, 1, false);
    TinyFlac second = new TinyFlac(44100, 2, 24);
    second.longRice = true;
    byte[] b = encode(second, 1, false);
    Decoded decoded = Decoded.of(join(a, Arrays.copyOfRange(b, 42, b.length)), 1000);
    assertThat(decoded.formats).hasSize(2);
    assertThat(decoded.formats.get(1).channels()).isEqualTo(2);
    assertThat(decoded.formats.get(1).depth()).isEqualTo(24);
  }

  @Test
  void shouldGiveTheFormatWhenStreamIsEmpty() throws Exception {
    byte[] file = new TinyFlac(32000, 2, 16).file();
    Decoded decoded = Decoded.of(file, 10);
    assertThat(decoded.frames).isZero();
    assertThat(decoded.formats.get(0).rate()).isEqualTo(32000);
  }

  @Test
  void shouldGiveUpWhenThereIsNoFrame() throws Exception {
    byte[] noise = new byte[3 << 20];
    new Random(5).nextBytes(noise);
    assertThatThrownBy(() -> Decoded.of(noise, 65536))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("no flac frame found from=0x0");
  }

  @Test
  void shouldStayBoundedWhenUnaryNeverEnds() throws Exception {
    TinyFlac flac = new TinyFlac(44100, 1, 16);
    byte[] file = encode(flac, 1, false);
    byte[] endless = join(Arrays.copyOf(file, 42 + 16), new byte[20 << 20]);
    assertThatThrownBy(() -> Decoded.of(endless, 1 << 20))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("frame=0");
  }

  @Test
  void shouldBeReusableWhenReset() throws Exception {
    byte[] file = encode(new TinyFlac(44100, 2, 16), 2, false);
    Decoded decoded = new Decoded();
    FlacStream stream = new FlacStream(decoded, true);
    java.lang.foreign.MemorySegment all = java.lang.foreign.MemorySegment.ofArray(file);
    stream.feed(all, 0, file.length - 20);
    stream.reset();
    stream.feed(all, 0, file.length);
    stream.finish();
    assertThat(decoded.warnings).isEmpty();
    assertThat(decoded.pts.getLast()).isEqualTo(SampleClock.ns(SIZE, 44100));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] p : parts) {
      all.writeBytes(p);
    }
    return all.toByteArray();
  }
}
