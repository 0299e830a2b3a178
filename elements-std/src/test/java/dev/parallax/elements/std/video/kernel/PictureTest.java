package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final int BYTES = 100;

  private final Picture picture = new Picture(PixelFormat.GRAY8, 5, 3);

  @Test
  void shouldTakePlanesThatLieInItsMemory() {
    picture.memory(MemorySegment.ofArray(new byte[BYTES]));
    picture.plane(0, BYTES - 15, 5);
    assertThat(picture.row(0, 2)).isEqualTo(BYTES - 5);
    picture.plane(0, 0, 47);
    assertThat(picture.row(0, 2)).isEqualTo(94);
  }

  @Test
  void shouldRefusePlanesOutsideOfItsMemoryWhenNumbersAreExtreme() {
    picture.memory(MemorySegment.ofArray(new byte[BYTES]));
    long[] offsets = {Long.MIN_VALUE, -1, BYTES - 14, Long.MAX_VALUE - 14, Long.MAX_VALUE};
    for (long offset : offsets) {
      assertRefused(offset, 5);
    }
    for (int stride : new int[] {Integer.MIN_VALUE, -5, 4, 48, Integer.MAX_VALUE}) {
      assertRefused(0, stride);
    }
    assertRefused(Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  private void assertRefused(long offset, int stride) {
    assertThatThrownBy(() -> picture.plane(0, offset, stride))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plane does not fit its memory");
  }
}
