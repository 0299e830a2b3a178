package dev.parallax.elements.std.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the JDK's, which is zlib. */
class InflateTest {
  private static final int MOST = 1 << 20;

  private final Random random = new Random(8);

  /** What it reads, in pieces of random sizes, or null when it refuses the stream. */
  private byte[] read(byte[] stream, int length, boolean whole) {
    Inflate inflate = new Inflate();
    inflate.begin(Arrays.copyOf(stream, length + Inflate.PADDING), 0, length);
    byte[] got = new byte[MOST];
    int n = 0;
    try {
      while (n < MOST) {
        int wanted = Math.min(MOST - n, whole ? MOST : 1 + random.nextInt(70_000));
        int some = inflate.read(got, n, wanted);
        n += some;
        if (some < wanted) {
          return Arrays.copyOf(got, n);
        }
      }
      return got;
    } catch (DataFormatException e) {
      return null;
    }
  }

  private static byte[] expected(byte[] stream, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stream, 0, length);
      byte[] got = new byte[MOST];
      int n = 0;
      while (n < MOST && !inflater.finished()) {
        int some = inflater.inflate(got, n, MOST - n);
        n += some;
        if (some == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return null;
        }
      }
      return Arrays.copyOf(got, n);
    } catch (DataFormatException e) {
      return null;
    } finally {
      inflater.end();
    }
  }

  private byte[] data(int size) {
    return MadeBytes.any(random, size);
  }

  private static byte[] deflate(byte[] data, int level, int strategy) {
    Deflater deflater = new Deflater(level);
    deflater.setStrategy(strategy);
    deflater.setInput(data);
    deflater.finish();
    byte[] out = new byte[data.length + 1000];
    int n = 0;
    while (!deflater.finished()) { // the first call after a change of strategy gives nothing
      n += deflater.deflate(out, n, out.length - n);
    }
    deflater.end();
    return Arrays.copyOf(out, n);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 9})
  void shouldReadWhatZlibWritesWhenPiecesAreAny(int level) {
    for (int strategy :
        new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
      for (int size : new int[] {0, 1, 2, 100, 5000, 300_000, 700_000}) {
        byte[] data = data(size);
        byte[] stream = deflate(data, level, strategy);
        assertThat(read(stream, stream.length, false)).isEqualTo(data);
        assertThat(read(stream, stream.length, true)).isEqualTo(data);
        assertThat(read(stream, stream.length - 1, true)).isNull();
      }
    }
  }

  /** Codes of up to 15 bits, of the frequencies of Fibonacci's numbers. */
  @Test
  void shouldReadLongCodesWhenFrequenciesDifferMuch() {
    byte[] data = MadeBytes.fibonacci(random, MOST / 2);
    byte[] stream = deflate(data, 6, Deflater.HUFFMAN_ONLY);
    assertThat(read(stream, stream.length, false)).isEqualTo(data);
  }

  /** Streams with changed bits: refused when zlib refuses, read alike when it does not. */
  @Test
  void shouldDoAsZlibDoesWhenStreamsAreDamaged() {
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] stream = deflate(data(1 + random.nextInt(4000)), round % 10, round % 3);
      int bits = 1 + random.nextInt(3);
      for (int i = 0; i < bits; i++) {
        // The code tables at the beginning are the most intricate part.
        int at = random.nextInt(random.nextBoolean() ? Math.min(stream.length, 80) : stream.length);
        stream[at] ^= (byte) (1 << random.nextInt(8));
      }
      int length = random.nextInt(8) == 0 ? random.nextInt(stream.length) : stream.length;
      byte[] expected = expected(stream, length);
      refused += expected == null ? 1 : 0;
      assertThat(read(stream, length, round % 2 == 0)).as("round %d", round).isEqualTo(expected);
    }
    assertThat(refused).isBetween(600, 999);
  }

  @Test
  void shouldDoAsZlibDoesWhenBytesAreRandom() {
    for (int round = 0; round < 5000; round++) {
      byte[] stream = new byte[2 + random.nextInt(300)];
      random.nextBytes(stream);
      stream[0] = 0x78;
      stream[1] = 0x01;
      if (round % 2 == 0) {
        stream[2 % stream.length] = (byte) (stream[2 % stream.length] & ~7 | 5); // dynamic, last
        stream[0] = 0x78;
      }
      assertThat(read(stream, stream.length, true))
          .as("round %d", round)
          .isEqualTo(expected(stream, stream.length));
    }
  }

  @Test
  void shouldSayWhatIsWrongWhenTheStreamIsRefused() {
    assertRefused("has a wrong header", 0x78, 0x02);
    assertRefused("needs a dictionary", 0x78, 0x20);
    assertRefused("ends early", 0x78, 0x01);
    assertRefused("has a block of an unknown type", 0x78, 0x01, 0x07);
    assertRefused("has a stored block with a wrong length", 0x78, 0x01, 0x01, 1, 0, 1, 0, 9);
    assertRefused("has a wrong check", 0x78, 0x01, 0x03, 0x00, 0, 0, 0, 0);
    assertRefused("has a distance that is too far back", 0x78, 0x01, 0x03, 0x02, 0, 0, 0);
  }

  private static void assertRefused(String message, int... bytes) {
    byte[] stream = new byte[bytes.length + Inflate.PADDING];
    for (int i = 0; i < bytes.length; i++) {
      stream[i] = (byte) bytes[i];
    }
    Inflate inflate = new Inflate();
    inflate.begin(stream, 0, bytes.length);
    assertThatThrownBy(() -> inflate.read(new byte[10], 0, 10)).hasMessage(message);
  }
}
