package dev.parallax.elements.std.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the JDK's, which is zlib. */
class DeflateTest {
  private final Random random = new Random(4);

  private byte[] deflate(Deflate deflate, DeflateBits out, byte[] data, int longestPiece) {
    out.clear();
    deflate.begin();
    for (int at = 0; at < data.length; ) {
      int n = Math.min(data.length - at, 1 + random.nextInt(longestPiece));
      deflate.write(data, at, n);
      at += n;
    }
    deflate.finish();
    return Arrays.copyOf(out.bytes, out.length);
  }

  private byte[] deflate(int level, byte[] data) {
    DeflateBits out = new DeflateBits();
    return deflate(new Deflate(level, out), out, data, 6000);
  }

  /** The stream must end exactly with its array, and be what Inflate reads, too. */
  private static void assertRead(byte[] stream, byte[] data) throws DataFormatException {
    byte[] got = new byte[data.length + 1];
    Inflater inflater = new Inflater();
    inflater.setInput(stream);
    int n = 0;
    while (!inflater.finished()) {
      int some = inflater.inflate(got, n, got.length - n);
      assertThat(some > 0 || inflater.finished()).as("progress at %d", n).isTrue();
      n += some;
    }
    assertThat(inflater.getRemaining()).isZero();
    inflater.end();
    assertThat(Arrays.copyOf(got, n)).isEqualTo(data);
    Inflate inflate = new Inflate();
    inflate.begin(Arrays.copyOf(stream, stream.length + Inflate.PADDING), 0, stream.length);
    Arrays.fill(got, (byte) 0);
    assertThat(inflate.read(got, 0, got.length)).isEqualTo(data.length);
    assertThat(Arrays.copyOf(got, data.length)).isEqualTo(data);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void shouldBeReadBackWhenPiecesAreAny(int level) throws DataFormatException {
    DeflateBits out = new DeflateBits();
    Deflate deflate = new Deflate(level, out);
    for (int size : new int[] {0, 1, 2, 3, 4, 5, 300, 70_000, 131_072, 131_346, 700_000}) {
      byte[] data = MadeBytes.any(random, size);
      assertRead(deflate(deflate, out, data, 1 + random.nextInt(200_000)), data);
    }
  }

  @Test
  void shouldBeReadBackWhenBytesRepeatAtEveryDistanceAndLength() throws DataFormatException {
    for (int distance = 1; distance <= 32_770; distance = distance * 5 / 4 + 1) {
      byte[] data = new byte[distance + 60_000];
      random.nextBytes(data);
      for (int at = distance, n = 3; at + n < data.length; at += n + 1, n = n % 600 + 1) {
        System.arraycopy(data, at - distance, data, at, Math.min(n, distance));
      }
      assertRead(deflate(6, data), data);
    }
    byte[] far = new byte[100_000];
    Random noise = new Random(5);
    noise.nextBytes(far);
    System.arraycopy(far, 0, far, 32_768, 500);
    assertRead(deflate(9, far), far);
  }

  @Test
  void shouldBeReadBackWhenCodesMustBeCutToFifteenBits() throws DataFormatException {
    byte[] data = MadeBytes.fibonacci(random, 500_000);
    assertRead(deflate(6, data), data);
  }

  @Test
  void shouldNotGrowWhenBytesAreNoise() {
    byte[] noise = new byte[1 << 20];
    random.nextBytes(noise);
    for (int level : new int[] {0, 1, 6, 9}) {
      assertThat(deflate(level, noise).length).isLessThan(noise.length + 500);
    }
  }

  @Test
  void shouldBeAsSmallAsZlibWhenRowsAreFiltered() {
    byte[] rows = new byte[600_000];
    double level = 0;
    for (int i = 0; i < rows.length; i++) { // small differences, as filters leave them
      level = i % 3000 < 1500 ? random.nextGaussian() * (1 + i % 500 / 50) : 0;
      rows[i] = (byte) Math.round(level);
    }
    Deflater zlib = new Deflater(6);
    zlib.setStrategy(Deflater.FILTERED);
    zlib.setInput(rows);
    zlib.finish();
    byte[] out = new byte[rows.length * 2];
    int expected = 0;
    while (!zlib.finished()) { // the first call after a change of strategy gives nothing
      expected += zlib.deflate(out, expected, out.length - expected);
    }
    zlib.end();
    assertThat(deflate(6, rows).length).isLessThan(expected * 102 / 100);
  }

  @Test
  void shouldBeSmallerWhenTheLevelIsHigher() {
    byte[] data = new byte[400_000];
    for (int i = 0; i < data.length; i++) {
      int back = random.nextInt(30_000) + 1;
      int n = random.nextInt(12);
      data[i] = (byte) random.nextInt(64);
      for (int k = 0; k < n && i + 1 < data.length && i >= back; k++) {
        data[++i] = data[i - back];
      }
    }
    int fast = deflate(1, data).length;
    int usual = deflate(6, data).length;
    assertThat(usual).isLessThan(fast);
    assertThat(deflate(9, data).length).isLessThanOrEqualTo(usual);
    assertThat(deflate(0, data).length).isGreaterThan(data.length);
  }

  @Test
  void shouldTakeTheFewestBitsWhenACodeIsMade() {
    DeflateCode code = new DeflateCode(30, 15);
    for (int i = 0, a = 1, b = 1; i < 30; i++) {
      code.frequencies[i] = a;
      int sum = a + b;
      a = b;
      b = sum;
    }
    code.make();
    int sum = 0;
    for (byte size : code.sizes) {
      assertThat(size).isBetween((byte) 1, (byte) 15);
      sum += 1 << 15 - size;
    }
    assertThat(sum).isEqualTo(1 << 15);
    Arrays.fill(code.frequencies, 0);
    int[] some = {5, 2, 1, 1, 1};
    System.arraycopy(some, 0, code.frequencies, 3, some.length);
    code.make();
    assertThat(code.cost(code.frequencies)).isEqualTo(20);
  }

  @Test
  void shouldHaveTwoCodesWhenOneSymbolComes() {
    DeflateCode code = new DeflateCode(30, 15);
    code.frequencies[7] = 9;
    code.make();
    assertThat(code.used(1)).isEqualTo(8);
    assertThat(code.cost(code.frequencies)).isEqualTo(9);
  }
}
