package dev.parallax.elements.std.wav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.SampleFormat;
import dev.parallax.elements.std.Corpus;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.StreamException;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavStreamTest {
  static byte[] wav(AudioFormat format, byte[] data) {
    return join(WavHeader.of(format, data.length), data, new byte[data.length & 1]);
  }

  static AudioFormat audio(SampleFormat format, int rate, int channels) {
    return AudioFormat.of(format, rate, channels);
  }

  static byte[] random(int n) {
    byte[] b = new byte[n];
    new Random(n).nextBytes(b);
    return b;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] p : parts) {
      all.writeBytes(p);
    }
    return all.toByteArray();
  }

  static byte[] chunk(String id, byte[] body) {
    ByteBuffer b =
        ByteBuffer.allocate(8 + body.length + (body.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
    b.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(body.length).put(body);
    return b.array();
  }

  /** The header with chunks between fmt and data. */
  static byte[] withChunks(byte[] wav, byte[]... chunks) {
    return join(Arrays.copyOf(wav, 36), join(chunks), Arrays.copyOfRange(wav, 36, wav.length));
  }

  @ParameterizedTest
  @EnumSource(
      value = SampleFormat.class,
      names = {"S8", ".*BE"},
      mode = EnumSource.Mode.MATCH_NONE)
  void shouldReadBackWhatTheHeaderSays(SampleFormat format) throws Exception {
    for (int channels : new int[] {1, 2, 3, 6, 8}) {
      AudioFormat audio = audio(format, 44100, channels);
      byte[] data = random(channels * 8 * 99);
      for (int piece : new int[] {1, 3, 50, 100_000}) {
        ReadWav read = ReadWav.of(wav(audio, data), piece);
        assertThat(read.warnings).isEmpty();
        assertThat(read.raw.toByteArray()).isEqualTo(data);
        AudioFormat got = read.format.audio();
        assertThat(got.format()).isEqualTo(format);
        assertThat(got.channels()).isEqualTo(channels);
        assertThat(Long.bitCount(got.channelMask())).isEqualTo(channels > 2 ? channels : 0);
      }
    }
  }

  @Test
  void shouldTakeLengthsFromDs64WhenTheFileIsLarge() throws Exception {
    AudioFormat audio = audio(SampleFormat.S16LE, 8000, 2);
    byte[] data = random(400);
    for (String id : new String[] {"RF64", "BW64"}) {
      byte[] head = WavHeader.of(audio, 5L << 30, true);
      assertThat(new String(head, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RF64");
      ByteBuffer b = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(b.getLong(20)).isEqualTo((5L << 30) + head.length - 8);
      assertThat(b.getLong(28)).isEqualTo(5L << 30);
      assertThat(b.getLong(36)).isEqualTo((5L << 30) / 4);
      b.putLong(20, head.length + 392L).putLong(28, 400);
      System.arraycopy(id.getBytes(StandardCharsets.US_ASCII), 0, head, 0, 4);
      for (int piece : new int[] {1, 37, 10_000}) {
        ReadWav read = ReadWav.of(join(head, data, chunk("junk", random(20))), piece);
        assertThat(read.warnings).isEmpty();
        assertThat(read.raw.toByteArray()).isEqualTo(data);
      }
    }
  }

  @Test
  void shouldFailClearlyWhenDs64IsWrong() {
    byte[] head = WavHeader.of(audio(SampleFormat.S16LE, 8000, 2), 5L << 30, true);
    ByteBuffer b = ByteBuffer.wrap(head.clone()).order(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> ReadWav.of(b.putLong(28, -1).array(), 9))
        .hasMessageContaining("wav ds64 chunk has a length that is out of range")
        .hasMessageContaining("offset=0xc");
    ByteBuffer s = ByteBuffer.wrap(head.clone()).order(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(() -> ReadWav.of(s.putInt(16, 8).array(), 9))
        .hasMessageContaining("wav ds64 chunk is too short bytes=8");
  }

  @Test
  void shouldBeExtensibleWhenThePlainHeaderWouldSayTooLittle() throws Exception {
    AudioFormat deep = new AudioFormat(SampleFormat.S24LE, 48000, 2, 20, 0);
    AudioFormat placed = new AudioFormat(SampleFormat.S16LE, 48000, 2, 16, 0x30);
    assertThat(WavHeader.bytes(deep)).isEqualTo(80);
    assertThat(WavHeader.of(deep, 0)[38]).isEqualTo((byte) 20);
    assertThat(WavHeader.of(placed, 0)[40]).isEqualTo((byte) 0x30);
    assertThat(WavHeader.bytes(audio(SampleFormat.S16LE, 48000, 2))).isEqualTo(44);
    byte[] read = ReadWav.of(wav(deep, random(60)), 7).raw.toByteArray();
    assertThat(read).isEqualTo(random(60));
  }

  @Test
  void shouldMoveSamplesToTheTopWhenTheyDoNotFillTheirContainer() {
    byte[] in = {0x45, 0x23, 0x01, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    byte[] out = new byte[6];
    WavSamples.shift(
        java.lang.foreign.MemorySegment.ofArray(in),
        0,
        java.lang.foreign.MemorySegment.ofArray(out),
        0,
        6,
        3,
        4);
    assertThat(out).containsExactly(0x50, 0x34, 0x12, 0xf0, 0xff, 0xff);
  }

  @Test
  void shouldSkipUnknownChunksWhenTheirLengthIsOdd() throws Exception {
    byte[] wav =
        withChunks(
            wav(audio(SampleFormat.S16LE, 8000, 1), random(100)),
            chunk("junk", random(33)),
            chunk("bext", random(602)));
    assertThat(ReadWav.of(wav, 10).raw.toByteArray()).isEqualTo(random(100));
  }

  @Test
  void shouldGiveTagsWhenListIsThere() throws Exception {
    byte[] info =
        join(
            "INFO".getBytes(StandardCharsets.US_ASCII),
            chunk("INAM", "Títle\0".getBytes(StandardCharsets.UTF_8)),
            chunk("IART", new byte[] {'a', (byte) 0xe9, 0}),
            chunk("XABC", "v".getBytes(StandardCharsets.US_ASCII)));
    byte[] wav =
        withChunks(
            wav(audio(SampleFormat.U8, 8000, 1), random(10)),
            chunk("LIST", info),
            chunk("LIST", random(70_000)));
    assertThat(ReadWav.of(wav, 7).tags)
        .containsEntry("title", "Títle")
        .containsEntry("artist", "aé")
        .containsEntry("XABC", "v");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xffff_ffffL, 0x7fff_0000L, 0x7fff_f000L})
  void shouldReadToTheEndWhenLengthIsUnknown(long declared) throws Exception {
    byte[] wav = wav(audio(SampleFormat.S16LE, 8000, 2), random(400));
    ByteBuffer.wrap(wav)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, (int) (declared == 0 ? 0 : declared))
        .putInt(40, (int) declared);
    ReadWav read = ReadWav.of(wav, 64);
    assertThat(read.raw.toByteArray()).isEqualTo(random(400));
    assertThat(read.warnings).singleElement().asString().contains("no length of data");
  }

  @Test
  void shouldSeeNoSamplesWhenEmptyDataIsFollowedByChunks() throws Exception {
    byte[] wav =
        join(WavHeader.of(audio(SampleFormat.S16LE, 8000, 2), 0), chunk("LIST", random(20)));
    wav[4] += 28;
    ReadWav read = ReadWav.of(wav, 64);
    assertThat(read.raw.size()).isZero();
    assertThat(read.warnings).isEmpty();
  }

  @Test
  void shouldWarnWhenDataIsCutOff() throws Exception {
    byte[] wav = wav(audio(SampleFormat.S24LE, 8000, 2), random(600));
    ReadWav read = ReadWav.of(Arrays.copyOf(wav, wav.length - 100), 64);
    assertThat(read.raw.size()).isEqualTo(498);
    assertThat(read.warnings).hasSize(2).first().asString().contains("bytes-missing=100");
  }

  @Test
  void shouldSwapWhenBigEndian() throws Exception {
    byte[] data = random(24);
    ByteBuffer b = ByteBuffer.allocate(44 + data.length);
    b.put("RIFX".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + data.length)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
    b.putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(8000)
        .putInt(24000)
        .putShort((short) 3)
        .putShort((short) 24);
    b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    byte[] samples = ReadWav.of(b.array(), 5).samples.toByteArray();
    for (int i = 0; i < data.length; i += 3) {
      assertThat(new byte[] {samples[i + 2], samples[i + 1], samples[i]})
          .isEqualTo(Arrays.copyOfRange(data, i, i + 3));
    }
  }

  @Test
  void shouldNameTheCodecWhenItIsNotSupported() throws Exception {
    byte[] wav = wav(audio(SampleFormat.S16LE, 8000, 2), random(400));
    wav[20] = 0x11;
    assertThatThrownBy(() -> ReadWav.of(wav, 64))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("format-tag=0x11 codec=ima-adpcm")
        .hasMessageContaining("offset=0xc");
  }

  @Test
  void shouldFailClearlyWhenHeaderIsWrong() throws Exception {
    byte[] good = wav(audio(SampleFormat.S16LE, 8000, 2), random(40));
    assertThatThrownBy(() -> ReadWav.of(random(100), 64)).hasMessageContaining("no wav");
    assertThatThrownBy(() -> ReadWav.of(Arrays.copyOf(good, 20), 64))
        .hasMessageContaining("ends within its chunks, before fmt");
    assertThatThrownBy(() -> ReadWav.of(Arrays.copyOf(good, 36), 64))
        .hasMessageContaining("before any data");
    byte[] noFormat = join(Arrays.copyOf(good, 12), Arrays.copyOfRange(good, 36, good.length));
    assertThatThrownBy(() -> ReadWav.of(noFormat, 64))
        .hasMessageContaining("data comes before fmt");
    byte[] noChannels = good.clone();
    noChannels[22] = 0;
    assertThatThrownBy(() -> ReadWav.of(noChannels, 64)).hasMessageContaining("channels=0");
    byte[] noRate = good.clone();
    Arrays.fill(noRate, 24, 28, (byte) 0xff);
    assertThatThrownBy(() -> ReadWav.of(noRate, 64)).hasMessageContaining("rate=4294967295");
    byte[] noAlign = good.clone();
    noAlign[32] = 0;
    assertThatThrownBy(() -> ReadWav.of(noAlign, 64)).hasMessageContaining("block-align=0");
    byte[] wide = good.clone();
    wide[32] = 12;
    wide[34] = 48;
    assertThatThrownBy(() -> ReadWav.of(wide, 64))
        .hasMessageContaining("bits=48 bytes-per-sample=6");
  }

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesAreMutated() throws Exception {
    byte[] list =
        chunk("LIST", join("INFO".getBytes(StandardCharsets.US_ASCII), chunk("INAM", random(9))));
    List<byte[]> seeds =
        List.of(
            withChunks(
                wav(audio(SampleFormat.S16LE, 8000, 2), random(80)),
                list,
                chunk("junk", random(5))),
            wav(audio(SampleFormat.F64LE, 8000, 5), random(400)));
    mutate(seeds);
  }

  @Test
  void shouldFailOnlyAsDeclaredWhenBytesOfTheCorpusAreMutated() {
    List<byte[]> seeds = Corpus.seeds(".*\\.wav", 16 << 10, "wav", "malformed");
    assertThat(seeds).hasSizeGreaterThan(20);
    mutate(seeds);
  }

  private static void mutate(List<byte[]> seeds) {
    Random random = new Random(7);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int run = 0; run < 6000; run++) {
            byte[] mutant = seeds.get(run % seeds.size()).clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
              mutant[random.nextInt(Math.min(mutant.length, 90))] = (byte) random.nextInt();
            }
            try {
              ReadWav.of(mutant, 1 + random.nextInt(200));
            } catch (StreamException e) {
              assertThat(e.getMessage()).contains("wav").contains("offset=0x");
            }
          }
        });
  }

  @Test
  void shouldReadToTheEndWhenTheLengthIsIgnored() throws Exception {
    AudioFormat audio = audio(SampleFormat.S16LE, 8000, 1);
    byte[] data = random(400);
    for (int declared : new int[] {0, 10, 400, 4000, -1}) {
      byte[] wav = wav(audio, data);
      ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, declared);
      ReadWav read = new ReadWav();
      WavStream stream = new WavStream(read);
      stream.ignoreLength(true);
      stream.feed(MemorySegment.ofArray(wav), 0, wav.length);
      stream.finish();
      assertThat(read.raw.toByteArray()).isEqualTo(data);
      assertThat(read.warnings).isEmpty();
    }
  }
}
