package dev.parallax.elements.std.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoTestSrcTest {
  private static final ZonePlate PLAIN = new ZonePlate(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  private static final Fraction NTSC = new Fraction(30_000, 1_001);

  private static FakeFrame make(
      TestPattern pattern, PixelFormat format, int width, int height, int frames) {
    VideoFormat video = new VideoFormat(format, width, height, new Fraction(30, 1));
    VideoTestSrc source = new VideoTestSrc();
    source.pattern = pattern;
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    for (int i = 0; i < frames; i++) {
      assertThat(source.produce(frame)).isEqualTo(Flow.OK);
    }
    return frame;
  }

  private static int[] yuv(FakeFrame frame, int x, int y) {
    return new int[] {frame.u8(0, x, y), frame.u8(1, x / 2, y / 2), frame.u8(2, x / 2, y / 2)};
  }

  @Test
  void shouldPaintTheBarsOfGStreamerWhenPatternIsSmpte() {
    FakeFrame f = make(TestPattern.SMPTE, PixelFormat.I420, 320, 240, 1);
    int[][] bars = {
      {235, 128, 128},
      {210, 16, 146},
      {170, 166, 16},
      {145, 54, 34},
      {106, 202, 222},
      {81, 90, 240},
      {41, 240, 110}
    };
    int[][] castellations = {
      bars[6], {16, 128, 128}, bars[4], {16, 128, 128}, bars[2], {16, 128, 128}, bars[0]
    };
    for (int i = 0; i < 7; i++) {
      int middle = (2 * i + 1) * 320 / 14;
      assertThat(yuv(f, middle, 0)).containsExactly(bars[i]);
      assertThat(yuv(f, middle, 159)).containsExactly(bars[i]);
      assertThat(yuv(f, middle, 160)).containsExactly(castellations[i]);
      assertThat(yuv(f, middle, 179)).containsExactly(castellations[i]);
    }
    assertThat(f.u8(0, 44, 0)).isEqualTo(235);
    assertThat(f.u8(0, 45, 0)).isEqualTo(210);
    int[][] below = {
      {26, 16, 198, 21},
      {80, 235, 128, 128},
      {133, 16, 235, 198},
      {173, 0, 128, 128},
      {200, 16, 128, 128},
      {226, 32, 128, 128}
    };
    for (int[] b : below) {
      assertThat(yuv(f, b[0], 200)).containsExactly(b[1], b[2], b[3]);
    }
  }

  @Test
  void shouldPaintSquaresWhenPatternIsCheckers() {
    FakeFrame f = make(TestPattern.CHECKERS_4, PixelFormat.RGB, 33, 17, 1);
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 33; x++) {
        boolean red = (x / 4 + y / 4) % 2 == 0;
        assertThat(f.u8(0, 3 * x, y)).isEqualTo(red ? 255 : 0);
        assertThat(f.u8(0, 3 * x + 1, y)).isEqualTo(red ? 0 : 255);
        assertThat(f.u8(0, 3 * x + 2, y)).isZero();
      }
    }
  }

  @Test
  void shouldMoveTheBallWhereGStreamerHasIt() {
    FakeFrame first = make(TestPattern.BALL, PixelFormat.I420, 320, 240, 1);
    assertThat(first.u8(0, 160, 120)).isEqualTo(235);
    assertThat(new int[] {first.u8(0, 140, 120), first.u8(0, 141, 120), first.u8(0, 142, 120)})
        .containsExactly(16, 126, 235);
    FakeFrame second = make(TestPattern.BALL, PixelFormat.I420, 320, 240, 2);
    assertThat(new int[] {second.u8(0, 144, 124), second.u8(0, 145, 124), second.u8(0, 146, 124)})
        .containsExactly(16, 81, 191);
  }

  @ParameterizedTest
  @EnumSource(TestPattern.class)
  void shouldLookTheSameInEveryFormat(TestPattern pattern) {
    if (List.of(
                TestPattern.SMPTE,
                TestPattern.SNOW,
                TestPattern.GAMUT,
                TestPattern.CHROMA_ZONE_PLATE,
                TestPattern.COLORS)
            .contains(pattern)
        || pattern.name().startsWith("CHECKERS")) {
      return; // What leaves the RGB cube, noise, and chroma across edges differ on purpose.
    }
    FakeFrame wanted = make(pattern, PixelFormat.RGB, 56, 45, 3);
    for (PixelFormat format : PixelFormat.values()) {
      if (format == PixelFormat.GRAY8) {
        continue;
      }
      VideoFormat rgb = wanted.format();
      FakeFrame frame = make(pattern, format, 56, 45, 3);
      VideoConvert convert = new VideoConvert();
      convert.chromaResampler = ChromaResampler.NEAREST; // bars begin where chroma does
      convert.configure(frame.format(), rgb);
      FakeOutput out = new FakeOutput(rgb);
      convert.convert(frame, out);
      byte[] is = ((FakeFrame) out.sent.getFirst()).bytes();
      byte[] should = wanted.bytes();
      assertThat(is).hasSameSizeAs(should);
      for (int i = 0; i < is.length; i++) {
        assertThat(is[i] & 0xff)
            .as("%s byte %d", format, i)
            .isBetween((should[i] & 0xff) - 2, (should[i] & 0xff) + 2);
      }
    }
  }

  private static FakeFrame make(VideoTestSrc source, PixelFormat format, int frames) {
    VideoFormat video = new VideoFormat(format, 320, 240, new Fraction(30, 1));
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    for (int i = 0; i < frames; i++) {
      source.produce(frame);
    }
    return frame;
  }

  private static int[] levels(FakeFrame frame, int y, int... columns) {
    return Arrays.stream(columns).map(x -> frame.u8(0, 3 * x, y)).toArray();
  }

  /** Levels of GStreamer 1.22.0 for 320x240 RGB. */
  @Test
  void shouldPaintTheLevelsOfGStreamerWhenPatternIsAFunction() {
    FakeFrame circular = make(TestPattern.CIRCULAR, PixelFormat.RGB, 320, 240, 1);
    assertThat(levels(circular, 120, 0, 40, 100, 120, 140, 160))
        .containsExactly(0, 99, 115, 146, 128, 0);
    FakeFrame pinwheel = make(TestPattern.PINWHEEL, PixelFormat.RGB, 320, 240, 1);
    assertThat(levels(pinwheel, 60, 0, 50, 100, 140, 160, 200))
        .containsExactly(255, 0, 0, 200, 128, 0);
    FakeFrame spokes = make(TestPattern.SPOKES, PixelFormat.RGB, 320, 240, 1);
    // GStreamer has 34 in the first place, for a sum that is all but 34/256.
    assertThat(levels(spokes, 100, 111, 112, 113, 114, 128, 130))
        .containsExactly(33, 136, 239, 255, 189, 255);
    FakeFrame colors = make(TestPattern.COLORS, PixelFormat.RGB, 320, 240, 1);
    assertThat(new int[] {colors.u8(0, 300, 100), colors.u8(0, 301, 100), colors.u8(0, 302, 100)})
        .containsExactly(0, 101, 170);
    FakeFrame bar = make(TestPattern.BAR, PixelFormat.RGB, 320, 240, 1);
    assertThat(levels(bar, 0, 0, 44, 45, 46, 319)).containsExactly(255, 255, 0, 0, 0);
  }

  @Test
  void shouldPaintTheZonePlateOfGStreamerWhenAllTermsAreGiven() {
    VideoTestSrc source = new VideoTestSrc();
    source.pattern = TestPattern.ZONE_PLATE;
    source.k0 = 7;
    source.kx = 1;
    source.ky = 3;
    source.kt = 2;
    source.kxt = 1;
    source.kyt = 2;
    source.kxy = 5;
    source.kx2 = 20;
    source.ky2 = 30;
    source.kt2 = 3;
    source.xoffset = 3;
    source.yoffset = 2;
    FakeFrame second = make(source, PixelFormat.RGB, 2);
    assertThat(levels(second, 77, 0, 1, 50, 100, 200, 319))
        .containsExactly(56, 15, 18, 27, 255, 206);
  }

  @Test
  void shouldLeaveTheLegalLevelsInEverySecondSquareWhenPatternIsGamut() {
    FakeFrame f = make(TestPattern.GAMUT, PixelFormat.I420, 320, 240, 1);
    assertThat(yuv(f, 0, 0)).containsExactly(0, 128, 128);
    assertThat(yuv(f, 20, 0)).containsExactly(16, 128, 128);
    assertThat(yuv(f, 0, 70)).containsExactly(255, 128, 128);
    assertThat(yuv(f, 0, 130)).containsExactly(81, 90, 255);
    assertThat(yuv(f, 20, 130)).containsExactly(81, 90, 240);
    assertThat(yuv(f, 20, 190)).containsExactly(41, 255, 110);
  }

  @Test
  void shouldMixTheTwoColorsWhenTheyAreGiven() {
    VideoTestSrc source = new VideoTestSrc();
    source.pattern = TestPattern.GRADIENT;
    source.foregroundColor = 0xffff0000L;
    source.backgroundColor = 0xff0000ffL;
    FakeFrame f = make(source, PixelFormat.RGB, 1);
    assertThat(new int[] {f.u8(0, 0, 120), f.u8(0, 1, 120), f.u8(0, 2, 120)})
        .containsExactly(127, 0, 128);
    source.pattern = TestPattern.SNOW;
    FakeFrame snow = make(source, PixelFormat.RGB, 1);
    for (int x = 0; x < 320; x++) {
      assertThat(snow.u8(0, 3 * x, 9) + snow.u8(0, 3 * x + 2, 9)).isBetween(254, 255);
      assertThat(snow.u8(0, 3 * x + 1, 9)).isZero();
    }
  }

  @Test
  void shouldTurnTheBallWithHairLinesWhenMotionIsSweep() {
    VideoTestSrc source = new VideoTestSrc();
    source.pattern = TestPattern.BALL;
    source.motion = BallMotion.SWEEP;
    FakeFrame f = make(source, PixelFormat.RGB, 51);
    assertThat(levels(f, 120, 0, 160, 220, 279, 280)).containsOnly(255);
    assertThat(levels(f, 10, 159, 160, 161, 219, 220, 221)).containsExactly(0, 255, 0, 0, 255, 0);
    assertThat(levels(f, 70, 219, 220, 221)).containsOnly(255);
    source.motion = BallMotion.HSWEEP;
    FakeFrame half = make(source, PixelFormat.RGB, 50);
    assertThat(half.u8(0, 3 * 220, 119)).isEqualTo(255);
  }

  @Test
  void shouldSwapTheColorsOfTheBallWhenFlipIsOn() {
    VideoTestSrc source = new VideoTestSrc();
    source.pattern = TestPattern.BALL;
    source.flip = true;
    FakeFrame f = make(source, PixelFormat.I420, 50);
    assertThat(f.u8(0, 0, 239)).isEqualTo(16);
    source.produce(f);
    assertThat(f.u8(0, 0, 239)).isEqualTo(235);
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldScrollToTheLeftWhenThereIsASpeed(PixelFormat format) {
    for (int width : new int[] {64, 37}) {
      VideoFormat video = new VideoFormat(format, width, 9, new Fraction(30, 1));
      for (int speed : new int[] {2, 3, -5}) {
        VideoTestSrc source = new VideoTestSrc();
        source.pattern = TestPattern.SMPTE100;
        source.horizontalSpeed = speed;
        source.configure(video);
        FakeFrame is = new FakeFrame(video);
        for (int i = 0; i < 12; i++) {
          source.produce(is);
          PatternPainter.Settings still =
              new PatternPainter.Settings(
                  TestPattern.SMPTE100, 0xffffff, 0, 0, BallMotion.WAVY, false, PLAIN);
          Patterns patterns =
              new Patterns(still, new Palette(format, video.colorimetry()), width, 9);
          FakeFrame wanted = new FakeFrame(video);
          Picture picture = new Picture(format, width, 9);
          Frames.point(picture, wanted);
          new StillPainter(picture, patterns.image(Math.floorMod(i * speed, width))).paint(picture);
          assertThat(is.bytes()).as("speed %d frame %d", speed, i).isEqualTo(wanted.bytes());
        }
      }
    }
  }

  @Test
  void shouldPaintTheColorsOfBt709WhenPictureIsHigh() {
    FakeFrame f = make(TestPattern.RED, PixelFormat.I420, 64, 720, 1);
    assertThat(yuv(f, 0, 0)).containsExactly(63, 102, 240);
    FakeFrame low = make(TestPattern.RED, PixelFormat.I420, 64, 576, 1);
    assertThat(yuv(low, 0, 0)).containsExactly(81, 90, 240);
  }

  @Test
  void shouldPaintFourTimesTheLevelWhenFormatHasTenBits() {
    FakeFrame f = make(TestPattern.WHITE, PixelFormat.I420_10LE, 8, 8, 1);
    assertThat(f.u8(0, 0, 0) | f.u8(0, 1, 0) << 8).isEqualTo(940);
    assertThat(f.u8(1, 0, 0) | f.u8(1, 1, 0) << 8).isEqualTo(512);
  }

  @ParameterizedTest
  @EnumSource(TestPattern.class)
  void shouldGiveTheSameFramesOnEveryRun(TestPattern pattern) {
    for (PixelFormat format :
        new PixelFormat[] {
          PixelFormat.I420, PixelFormat.UYVY, PixelFormat.RGBA, PixelFormat.GRAY8
        }) {
      for (int[] size : new int[][] {{1, 1}, {3, 2}, {67, 33}}) {
        byte[] one = make(pattern, format, size[0], size[1], 3).bytes();
        assertThat(make(pattern, format, size[0], size[1], 3).bytes()).isEqualTo(one);
      }
    }
  }

  @Test
  void shouldChangeNoiseWithEveryFrame() {
    FakeFrame one = make(TestPattern.SNOW, PixelFormat.I420, 65, 9, 1);
    FakeFrame two = make(TestPattern.SNOW, PixelFormat.I420, 65, 9, 2);
    int same = 0;
    for (int i = 0; i < 65 * 9; i++) {
      int level = one.u8(0, i % 65, i / 65);
      same += level == two.u8(0, i % 65, i / 65) ? 1 : 0;
      assertThat(level).isBetween(16, 235);
    }
    assertThat(same).isLessThan(30);
  }

  @Test
  void shouldGiveExactTimesWhenRateIsNtsc() {
    VideoFormat video = new VideoFormat(PixelFormat.GRAY8, 2, 2, NTSC);
    VideoTestSrc source = new VideoTestSrc();
    source.timestampOffset = 1_000;
    source.numBuffers = 301;
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    long end = 1_000;
    List<Long> starts = new ArrayList<>();
    while (source.produce(frame) == Flow.OK) {
      assertThat(frame.pts()).isEqualTo(end);
      starts.add(frame.pts());
      end = frame.pts() + frame.duration();
    }
    assertThat(starts).hasSize(301);
    assertThat(starts.getLast()).isEqualTo(1_000 + 10_010_000_000L);
  }

  @Test
  void shouldMakeOneFrameWhenRateIsVariable() {
    VideoFormat video = new VideoFormat(PixelFormat.GRAY8, 2, 2, Fraction.ZERO);
    VideoTestSrc source = new VideoTestSrc();
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    assertThat(source.produce(frame)).isEqualTo(Flow.OK);
    assertThat(frame.pts()).isZero();
    assertThat(frame.duration()).isEqualTo(Buffer.NO_TIME);
    assertThat(source.produce(frame)).isEqualTo(Flow.EOS);
  }

  @Test
  void shouldWaitForTheTimeOfAFrameWhenLive() {
    long[] running = {0};
    List<Long> waits = new ArrayList<>();
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "runningTime" -> arguments == null ? running[0] : arguments[0];
                      case "now" -> running[0] + 5_000;
                      case "againAt" -> {
                        waits.add((Long) arguments[0]);
                        yield Flow.AGAIN;
                      }
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    VideoFormat video = new VideoFormat(PixelFormat.GRAY8, 2, 2, new Fraction(10, 1));
    VideoTestSrc source = new VideoTestSrc();
    source.isLive = true;
    source.start(context);
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    assertThat(source.produce(frame)).isEqualTo(Flow.OK);
    running[0] = 40_000_000;
    assertThat(source.produce(frame)).isEqualTo(Flow.AGAIN);
    assertThat(waits).containsExactly(100_005_000L);
    running[0] = 100_000_000;
    assertThat(source.produce(frame)).isEqualTo(Flow.OK);
    assertThat(frame.pts()).isEqualTo(100_000_000);
  }

  @Test
  void shouldGoOnAtTheFrameOfThePositionWhenSeeking() {
    VideoFormat video = new VideoFormat(PixelFormat.GRAY8, 2, 2, NTSC);
    VideoTestSrc source = new VideoTestSrc();
    source.numBuffers = 400;
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    assertThat(source.on(new Event.Seek(10_010_000_000L))).isTrue();
    assertThat(source.produce(frame)).isEqualTo(Flow.OK);
    assertThat(frame.pts()).isEqualTo(10_010_000_000L);
    source.on(new Event.Seek(3_600_000_000_000L));
    assertThat(source.produce(frame)).isEqualTo(Flow.EOS);
    source.on(new Event.Seek(0));
    assertThat(source.produce(frame)).isEqualTo(Flow.OK);
    assertThat(frame.pts()).isZero();
  }

  @Test
  void shouldShowANewPatternFromTheNextFrameOn() {
    VideoFormat video = new VideoFormat(PixelFormat.GRAY8, 2, 2, NTSC);
    VideoTestSrc source = new VideoTestSrc();
    source.pattern = TestPattern.WHITE;
    source.begin(); // before there is a format
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    assertThat(source.produce(frame)).isEqualTo(Flow.OK);
    int white = frame.segment().get(java.lang.foreign.ValueLayout.JAVA_BYTE, frame.offset()) & 0xff;
    source.pattern = TestPattern.BLACK;
    source.begin();
    assertThat(source.produce(frame)).isEqualTo(Flow.OK);
    int black = frame.segment().get(java.lang.foreign.ValueLayout.JAVA_BYTE, frame.offset()) & 0xff;
    assertThat(white - black).isGreaterThan(200);
    assertThat(frame.pts()).isEqualTo(NTSC.timeOf(1));
  }

  @Test
  void shouldFindTheFirstFrameNotBeforeAPosition() {
    for (Fraction rate :
        List.of(NTSC, new Fraction(30, 1), new Fraction(1, 7), new Fraction(1_000_000, 3))) {
      for (long frame : new long[] {0, 1, 2, 299, 1_000_003, 123_456_789}) {
        long time = rate.timeOf(frame);
        assertThat(rate.firstFrom(time)).isEqualTo(frame);
        assertThat(rate.firstFrom(time + 1)).isEqualTo(frame + 1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestPattern.class,
      names = {"SMPTE", "SNOW", "BALL", "BLINK"})
  void shouldAllocateNothingPerFrame(TestPattern pattern) {
    VideoFormat video = new VideoFormat(PixelFormat.I420, 128, 96, new Fraction(30, 1));
    VideoTestSrc source = new VideoTestSrc();
    source.pattern = pattern;
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long deadline = System.nanoTime() + 30_000_000_000L;
    long allocated;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        source.produce(frame);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    } while (allocated > 0 && System.nanoTime() < deadline);
    assertThat(allocated).isZero();
  }

  @Test
  void shouldPaintTheForegroundWhenColorIsSolid() {
    VideoFormat video = new VideoFormat(PixelFormat.RGBA, 3, 3, new Fraction(30, 1));
    VideoTestSrc source = new VideoTestSrc();
    source.pattern = TestPattern.SOLID_COLOR;
    source.foregroundColor = 0xff123456L;
    source.configure(video);
    FakeFrame frame = new FakeFrame(video);
    source.produce(frame);
    assertThat(Arrays.copyOfRange(frame.bytes(), 32, 36)).containsExactly(0x12, 0x34, 0x56, 0xff);
  }
}
