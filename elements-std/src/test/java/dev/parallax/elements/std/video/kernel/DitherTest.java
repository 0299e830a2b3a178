package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DitherTest {
  private static final int WIDTH = 79;
  private static final int HEIGHT = 53;

  static Stream<Dither> all() {
    return Stream.of(
        new DitherPattern(),
        new ErrorDiffusion(WIDTH, 0, 0, 16, 0),
        new ErrorDiffusion(WIDTH, 7, 3, 5, 1),
        new ErrorDiffusion(WIDTH, 8, 4, 4, 0));
  }

  /** A plane of 8 bits. */
  private record Plane(MemorySegment bytes) {
    int at(int x, int y) {
      return bytes.get(ValueLayout.JAVA_BYTE, (long) y * WIDTH + x) & 0xff;
    }

    double mean() {
      long sum = 0;
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        sum += bytes.get(ValueLayout.JAVA_BYTE, i) & 0xff;
      }
      return (double) sum / (WIDTH * HEIGHT);
    }
  }

  private static Plane dithered(Dither dither, IntBinaryOperator samples) {
    MemorySegment in = Arena.ofAuto().allocate(2L * WIDTH * HEIGHT);
    MemorySegment out = Arena.ofAuto().allocate((long) WIDTH * HEIGHT);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        in.set(Dither.SAMPLE, 2L * (y * WIDTH + x), (short) samples.applyAsInt(x, y));
      }
    }
    dither.begin();
    for (int y = 0; y < HEIGHT; y++) {
      dither.row(in, 2L * y * WIDTH, out, (long) y * WIDTH, WIDTH, y);
    }
    return new Plane(out);
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldKeepTheMeanOfALevelThat8BitsDoNotHave(Dither dither) {
    for (int sample = 400; sample < 408; sample++) {
      int value = sample;
      Plane plane = dithered(dither, (x, y) -> value);
      assertThat(plane.mean()).as("of " + value).isCloseTo(value / 4.0, within(0.02));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldChangeNoSampleByMoreThanALevel(Dither dither) {
    IntBinaryOperator busy = (x, y) -> (x * x * 31 + y * 517 + x * y) % 1024;
    Plane plane = dithered(dither, busy);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        assertThat(plane.at(x, y) * 4.0)
            .as("x=%d y=%d", x, y)
            .isCloseTo(busy.applyAsInt(x, y), within(4.0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldLeaveLevelsThat8BitsHave(Dither dither) {
    Plane plane = dithered(dither, (x, y) -> (x + y) % 256 * 4);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        assertThat(plane.at(x, y)).isEqualTo((x + y) % 256);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldNotSmearOrWrapWhatIsBeyondTheScale(Dither dither) {
    Plane plane = dithered(dither, (x, y) -> x < 40 ? 0xffff : 0);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int most = x < 40 ? 255 : 0;
        assertThat(plane.at(x, y)).as("x=%d y=%d", x, y).isCloseTo(most, within(1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldGiveTheSameAgain(Dither dither) {
    IntBinaryOperator ramp = (x, y) -> 10 * x + y;
    byte[] first = dithered(dither, ramp).bytes().toArray(ValueLayout.JAVA_BYTE);
    assertThat(dithered(dither, ramp).bytes().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(first);
  }

  /** Gray of 10 bits between two levels: RGB has both, and what an exact conversion has none. */
  @Test
  void shouldGoOnToOtherFormats() {
    VideoFormat from = new VideoFormat(PixelFormat.I420_10LE, WIDTH, HEIGHT, new Fraction(1, 1));
    for (PixelFormat format : PixelFormat.values()) {
      if (!DitheredConverter.isLossy(PixelFormat.I420_10LE, format)) {
        continue;
      }
      VideoFormat to = new VideoFormat(format, WIDTH, HEIGHT, new Fraction(1, 1));
      Picture in = picture(PixelFormat.I420_10LE);
      for (long i = 0; i < in.segment().byteSize(); i += 2) {
        in.segment().set(Dither.SAMPLE, i, (short) (i < 2L * WIDTH * HEIGHT ? 502 : 512));
      }
      Picture dithered = picture(format);
      new DitheredConverter(new DitherPattern(), from, to, true).convert(in, dithered);
      Picture near = picture(format);
      Picture eight = picture(PixelFormat.I420);
      for (long i = 0; i < eight.segment().byteSize(); i++) {
        int luma = (i / WIDTH & 1) == (i % WIDTH & 1) ? 125 : 126;
        eight
            .segment()
            .set(ValueLayout.JAVA_BYTE, i, (byte) (i < (long) WIDTH * HEIGHT ? luma : 128));
      }
      new Converter(PixelFormat.I420, format, WIDTH, HEIGHT).convert(eight, near);
      assertThat(dithered.segment().mismatch(near.segment()))
          .as("first difference " + format)
          .isEqualTo(-1);
    }
  }

  private static Picture picture(PixelFormat format) {
    Picture picture = new Picture(format, WIDTH, HEIGHT);
    picture.pack(Arena.ofAuto().allocate(picture.packedBytes()), 0);
    return picture;
  }
}
