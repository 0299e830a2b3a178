package dev.parallax.elements.std.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngWriterTest {
  /** Smooth in one half, noise in the other, so that every filter wins somewhere. */
  private static byte[] pixels(int width, int height, int samples) {
    byte[] p = new byte[width * height * samples];
    Random random = new Random(9);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int s = 0; s < samples; s++) {
          int v =
              y < height / 2 ? x * 2 + y * 3 + s * 40 : random.nextInt(y % 3 == 0 ? 256 : 4) + x;
          p[(y * width + x) * samples + s] = (byte) v;
        }
      }
    }
    return p;
  }

  private static byte[] encode(
      PngWriter writer, int width, int height, int samples, byte[] pixels) {
    int stride = width * samples + 5;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(7 + (long) stride * height);
      for (int y = 0; y < height; y++) {
        MemorySegment.copy(
            pixels,
            y * width * samples,
            segment,
            ValueLayout.JAVA_BYTE,
            7 + (long) y * stride,
            width * samples);
      }
      int length = writer.encode(width, height, samples, false, segment, 7, stride);
      return Arrays.copyOf(writer.bytes(), length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void shouldBeReadBackWhenEveryLevelAndSize(int samples) throws IOException {
    for (int level : new int[] {0, 1, 6, 9}) {
      PngWriter writer = new PngWriter(level);
      for (int[] size : new int[][] {{1, 1}, {67, 33}, {3, 200}, {320, 240}, {67, 33}}) {
        byte[] pixels = pixels(size[0], size[1], samples);
        byte[] png = encode(writer, size[0], size[1], samples, pixels);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(size[0]);
        assertThat(image.getHeight()).isEqualTo(size[1]);
        assertThat(image.getRaster().getNumBands()).isEqualTo(samples);
        int[] got = image.getRaster().getPixels(0, 0, size[0], size[1], (int[]) null);
        for (int i = 0; i < got.length; i++) {
          assertThat(got[i]).isEqualTo(pixels[i] & 0xff);
        }
      }
    }
  }

  @Test
  void shouldBeSmallerWhenFiltersHelp() {
    byte[] pixels = new byte[256 * 256 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % 256 + i / 768);
    }
    assertThat(encode(new PngWriter(6), 256, 256, 3, pixels).length).isLessThan(3000);
  }

  @Test
  void shouldRefuseWhenPictureIsTooLarge() {
    PngWriter writer = new PngWriter(6);
    assertThatThrownBy(() -> writer.encode(32768, 32768, 4, false, MemorySegment.NULL, 0, 131072))
        .hasMessageContaining("too large");
  }
}
