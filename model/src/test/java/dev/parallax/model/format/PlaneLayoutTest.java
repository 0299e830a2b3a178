package dev.parallax.model.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlaneLayoutTest {
  private static VideoFormat video(PixelFormat format, int width, int height) {
    return VideoFormat.of(format, width, height, Fraction.ZERO);
  }

  /**
   * Sizes of the files that GStreamer 1.22.0 wrote for {@code videotestsrc num-buffers=1 !
   * video/x-raw,format=F,width=W,height=H ! filesink}.
   */
  @ParameterizedTest
  @CsvSource({
    "I420, 16, 48, 115200, 88816, 1382400",
    "NV12, 12, 48, 115200, 88452, 1382400",
    "YUYV, 4, 36, 153600, 116564, 1840640",
    "UYVY, 4, 36, 153600, 116564, 1840640",
    "I420_10LE, 16, 80, 230400, 176176, 2764800",
    "RGBA, 4, 60, 307200, 233128, 3678404",
    "BGRA, 4, 60, 307200, 233128, 3678404",
    "RGB, 4, 48, 230400, 175208, 2760960",
    "GRAY8, 4, 24, 76800, 58644, 920320",
  })
  void shouldHaveTheSizesOfGStreamersFiles(
      PixelFormat format, long s1x1, long s5x3, long s320x240, long s322x181, long s1279x719) {
    assertThat(PlaneLayout.of(video(format, 1, 1)).size()).isEqualTo(s1x1);
    assertThat(PlaneLayout.of(video(format, 5, 3)).size()).isEqualTo(s5x3);
    assertThat(PlaneLayout.of(video(format, 320, 240)).size()).isEqualTo(s320x240);
    assertThat(PlaneLayout.of(video(format, 322, 181)).size()).isEqualTo(s322x181);
    assertThat(PlaneLayout.of(video(format, 1279, 719)).size()).isEqualTo(s1279x719);
  }

  @Test
  void shouldPlacePlanesAsGStreamerDoesWhenSizesAreOdd() {
    assertThat(PlaneLayout.of(video(PixelFormat.I420, 5, 3)))
        .hasToString("I420 5x3 offsets=[0, 32, 40] strides=[8, 4, 4] size=48");
    assertThat(PlaneLayout.of(video(PixelFormat.NV12, 5, 3)))
        .hasToString("NV12 5x3 offsets=[0, 32] strides=[8, 8] size=48");
    assertThat(PlaneLayout.of(video(PixelFormat.I420_10LE, 5, 3)))
        .hasToString("I420_10LE 5x3 offsets=[0, 48, 64] strides=[12, 8, 8] size=80");
    assertThat(PlaneLayout.of(video(PixelFormat.YUYV, 5, 3)))
        .hasToString("YUYV 5x3 offsets=[0] strides=[12] size=36");
  }

  @Test
  void shouldHaveNoPaddingWhenTight() {
    assertThat(PlaneLayout.tight(video(PixelFormat.I420, 5, 3)))
        .hasToString("I420 5x3 offsets=[0, 15, 21] strides=[5, 3, 3] size=27");
    assertThat(PlaneLayout.tight(video(PixelFormat.NV12, 5, 3)))
        .hasToString("NV12 5x3 offsets=[0, 15] strides=[5, 6] size=27");
    assertThat(PlaneLayout.tight(video(PixelFormat.RGB, 5, 3)).size()).isEqualTo(45);
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldKeepPlanesApartAndInsideForEverySize(PixelFormat format) {
    for (int w = 1; w < 40; w++) {
      for (int h = 1; h < 12; h++) {
        for (PlaneLayout l :
            new PlaneLayout[] {
              PlaneLayout.of(video(format, w, h)), PlaneLayout.tight(video(format, w, h))
            }) {
          assertThat(l.planes()).isEqualTo(PixelFormats.planes(format));
          long end = 0;
          for (int p = 0; p < l.planes(); p++) {
            assertThat(l.offset(p)).isGreaterThanOrEqualTo(end);
            assertThat(l.stride(p)).isGreaterThanOrEqualTo(l.rowBytes(p));
            assertThat(l.rowBytes(p))
                .isGreaterThanOrEqualTo(l.planeWidth(p) * PixelFormats.positionBytes(format, p));
            end = l.offset(p) + (long) l.stride(p) * l.planeHeight(p);
          }
          assertThat(l.size()).isGreaterThanOrEqualTo(end);
        }
      }
    }
  }

  @Test
  void shouldCountInLongsWhenTheFrameIsLargest() {
    assertThat(PlaneLayout.of(video(PixelFormat.RGBA, 32_768, 32_768)).size()).isEqualTo(1L << 32);
  }

  @Test
  void shouldTakeForeignLayoutsOnlyWhenEveryPlaneFits() {
    VideoFormat nv12 = video(PixelFormat.NV12, 5, 3);
    PlaneLayout aligned = PlaneLayout.of(nv12, new long[] {0, 192}, new int[] {64, 64}, 320);
    assertThat(aligned.offset(1)).isEqualTo(192);
    assertThat(aligned.planeHeight(1)).isEqualTo(2);
    assertThat(aligned)
        .isNotEqualTo(PlaneLayout.of(nv12))
        .isEqualTo(PlaneLayout.of(nv12, new long[] {0, 192}, new int[] {64, 64}, 320));
    assertThat(PlaneLayout.of(nv12, new long[] {0, 15}, new int[] {5, 6}, 27))
        .isEqualTo(PlaneLayout.tight(nv12));
    assertRefused(nv12, new long[] {0}, new int[] {5}, 27);
    assertRefused(nv12, new long[] {0, 16}, new int[] {5, 6}, 27);
    assertRefused(nv12, new long[] {-1, 15}, new int[] {5, 6}, 27);
    assertRefused(nv12, new long[] {0, 15}, new int[] {4, 6}, 27);
    assertRefused(
        nv12, new long[] {0, Long.MAX_VALUE}, new int[] {5, Integer.MAX_VALUE}, Long.MAX_VALUE);
    assertRefused(nv12, new long[] {0, 15}, new int[] {5, 6}, -1);
  }

  /** Where a difference of two of them overflows, too. */
  @Test
  void shouldRefuseForeignLayoutsOfExtremeNumbers() {
    VideoFormat nv12 = video(PixelFormat.NV12, 5, 3);
    long[] longs = {
      Long.MIN_VALUE,
      Long.MIN_VALUE + 1,
      Long.MIN_VALUE + 27,
      -27,
      -1,
      0,
      15,
      26,
      1L << 32,
      Long.MAX_VALUE - 27,
      Long.MAX_VALUE - 1,
      Long.MAX_VALUE
    };
    int[] strides = {Integer.MIN_VALUE, -1, 0, 5, 6, 64, Integer.MAX_VALUE};
    for (long size : longs) {
      for (long first : longs) {
        for (long second : longs) {
          for (int stride : strides) {
            BigInteger end =
                end(first, stride, 3, 5).max(end(second, stride, 2, 6)); // in numbers without end
            boolean fits =
                stride >= 6
                    && first >= 0
                    && second >= 0
                    && end.compareTo(BigInteger.valueOf(size)) <= 0;
            long[] offsets = {first, second};
            if (fits) {
              assertThat(PlaneLayout.of(nv12, offsets, new int[] {stride, stride}, size).size())
                  .isEqualTo(size);
            } else {
              assertRefused(nv12, offsets, new int[] {stride, stride}, size);
            }
          }
        }
      }
    }
  }

  private static BigInteger end(long offset, int stride, int rows, int rowBytes) {
    return BigInteger.valueOf(stride)
        .multiply(BigInteger.valueOf(rows - 1L))
        .add(BigInteger.valueOf(rowBytes))
        .add(BigInteger.valueOf(offset));
  }

  private static void assertRefused(VideoFormat video, long[] offsets, int[] strides, long size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlaneLayout.of(video, offsets, strides, size));
  }

  @Test
  void shouldRefusePlanesThatDoNotExist() {
    PlaneLayout gray = PlaneLayout.of(video(PixelFormat.GRAY8, 5, 3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> gray.planeWidth(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> gray.planeHeight(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> gray.rowBytes(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> gray.stride(-1));
  }
}
