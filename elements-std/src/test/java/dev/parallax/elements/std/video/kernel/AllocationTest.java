package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parallax.annotations.PixelFormat;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled loops keep their vectors in registers: nothing is allocated per picture. */
class AllocationTest {
  private static final long LIMIT_NS = 60_000_000_000L;
  private static final int PICTURES = 5;

  static Stream<Arguments> pairs() {
    PixelFormat[] formats = {
      PixelFormat.I420, PixelFormat.NV12, PixelFormat.YUYV, PixelFormat.RGBA, PixelFormat.BGRA, PixelFormat.RGB, PixelFormat.GRAY8
    };
    return Stream.of(formats).flatMap(from -> Stream.of(formats).map(to -> Arguments.of(from, to)));
  }

  static Stream<PixelFormat> formats() {
    return Pictures.formats();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldAllocateNothingPerPictureWhenConverting(PixelFormat from, PixelFormat to) {
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, from, 646, 50, 0, 1);
      Picture out = Pictures.noise(arena, to, 646, 50, 0, 1);
      Converter converter = new Converter(from, to, 646, 50, RowChoice.only(VectorSupport.rows()));
      assertSettlesAtZero(() -> converter.convert(in, out));
      Picture plain = Pictures.noise(arena, to, 646, 50, 0, 1);
      new Converter(from, to, 646, 50, RowChoice.only(ScalarRows.INSTANCE)).convert(in, plain);
      assertThat(Pictures.bytes(out)).as("compiled loops").isEqualTo(Pictures.bytes(plain));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldAllocateNothingPerPictureWhenScaling(PixelFormat format) {
    try (Arena arena = Arena.ofConfined()) {
      Picture in = Pictures.noise(arena, format, 646, 50, 0, 1);
      Picture out = Pictures.noise(arena, format, 300, 60, 0, 1);
      Letterbox box = Letterbox.fit(format, 646, 50, 300, 60);
      Scaler scaler = new Scaler(format, 646, 50, 300, 60, true, box, RowChoice.only(VectorSupport.rows()));
      assertSettlesAtZero(() -> scaler.scale(in, out));
      Picture plain = Pictures.noise(arena, format, 300, 60, 0, 1);
      new Scaler(format, 646, 50, 300, 60, true, box, RowChoice.only(ScalarRows.INSTANCE)).scale(in, plain);
      assertThat(Pictures.bytes(out)).as("compiled loops").isEqualTo(Pictures.bytes(plain));
    }
  }

  /** Runs until the compiler is done and a run of pictures allocates nothing. */
  private static void assertSettlesAtZero(Runnable picture) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long deadline = System.nanoTime() + LIMIT_NS;
    long allocated;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < PICTURES; i++) {
        picture.run();
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    } while (allocated > 0 && System.nanoTime() < deadline);
    assertThat(allocated).as("bytes allocated by %d pictures", PICTURES).isZero();
  }
}
