package dev.parallax.elements.std.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.memory.Buffer;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.VideoFrame;
import org.junit.jupiter.api.Test;

class FiltersTest {
  private static final Fraction RATE = new Fraction(30, 1);
  private static final VideoFormat RED = new VideoFormat(PixelFormat.RGB, 35, 21, RATE);

  private static FakeFrame red() {
    FakeFrame frame = new FakeFrame(RED);
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        frame.setU8(0, 3 * x, y, 255);
      }
    }
    frame.pts(7);
    frame.dts(6);
    frame.duration(5);
    frame.flags(Buffer.DISCONT);
    frame.metadata(Metadata.EMPTY.with("test/n", 1));
    return frame;
  }

  private static void assertTimingOf(VideoFrame frame) {
    assertThat(frame.pts()).isEqualTo(7);
    assertThat(frame.dts()).isEqualTo(6);
    assertThat(frame.duration()).isEqualTo(5);
    assertThat(frame.flags()).isEqualTo(Buffer.DISCONT);
    assertThat(frame.metadata().get("test/n", Integer.class)).isEqualTo(1);
  }

  @Test
  void shouldConvertPixelsAndKeepTimingWhenFormatsDiffer() {
    VideoFormat to = new VideoFormat(PixelFormat.I420, 35, 21, RATE);
    VideoConvert convert = new VideoConvert();
    convert.configure(RED, to);
    FakeOutput out = new FakeOutput(to);
    assertThat(convert.convert(red(), out)).isEqualTo(Flow.OK);
    VideoFrame result = (VideoFrame) out.sent.getFirst();
    assertTimingOf(result);
    assertThat(result.u8(0, 34, 20)).isEqualTo(81);
    assertThat(result.u8(1, 17, 10)).isEqualTo(90);
    assertThat(result.u8(2, 17, 10)).isEqualTo(240);
  }

  /** 402 of 10 bits is half way between two levels of 8. */
  @Test
  void shouldRoundUnlessAskedToDither() {
    VideoFormat deep = new VideoFormat(PixelFormat.I420_10LE, 4, 2, RATE);
    VideoFormat to = new VideoFormat(PixelFormat.I420, 4, 2, RATE);
    FakeFrame in = new FakeFrame(deep);
    for (int x = 0; x < 8; x++) {
      in.setU8(0, x, 0, x % 2 == 0 ? 402 & 0xff : 402 >> 8);
    }
    VideoConvert convert = new VideoConvert();
    convert.configure(deep, to);
    FakeOutput plain = new FakeOutput(to);
    convert.convert(in, plain);
    VideoFrame rounded = (VideoFrame) plain.sent.getFirst();
    assertThat(rounded.u8(0, 0, 0)).isEqualTo(101);
    assertThat(rounded.u8(0, 1, 0)).isEqualTo(101);

    convert.dither = VideoDither.BAYER;
    convert.configure(deep, to);
    FakeOutput out = new FakeOutput(to);
    in.pts(7);
    assertThat(convert.convert(in, out)).isEqualTo(Flow.OK);
    VideoFrame dithered = (VideoFrame) out.sent.getFirst();
    assertThat(dithered.pts()).isEqualTo(7);
    assertThat(dithered.u8(0, 0, 0)).isEqualTo(100);
    assertThat(dithered.u8(0, 1, 0)).isEqualTo(101);
  }

  @Test
  void shouldForwardTheSameBufferWhenFormatsAreEqual() {
    VideoConvert convert = new VideoConvert();
    convert.configure(RED, RED);
    FakeOutput out = new FakeOutput(RED);
    FakeFrame in = red();
    convert.convert(in, out);
    assertThat(out.sent).containsExactly(in);
  }

  @Test
  void shouldFollowWhenCapsChangeInMidStream() {
    VideoFormat small = new VideoFormat(PixelFormat.RGB, 2, 2, RATE);
    VideoFormat to = new VideoFormat(PixelFormat.GRAY8, 2, 2, RATE);
    VideoConvert convert = new VideoConvert();
    convert.configure(RED, RED);
    convert.configure(small, to);
    FakeOutput out = new FakeOutput(to);
    FakeFrame white = new FakeFrame(small);
    for (int i = 0; i < 6; i++) {
      white.setU8(0, i, 0, 255);
      white.setU8(0, i, 1, 255);
    }
    convert.convert(white, out);
    assertThat(((VideoFrame) out.sent.getFirst()).u8(0, 1, 1)).isEqualTo(255);
  }

  @Test
  void shouldScaleAndLetterboxWhenShapesDiffer() {
    VideoFormat to = new VideoFormat(PixelFormat.RGB, 105, 21, RATE);
    VideoScale scale = new VideoScale();
    scale.configure(RED, to);
    FakeOutput out = new FakeOutput(to);
    assertThat(scale.scale(red(), out)).isEqualTo(Flow.OK);
    VideoFrame result = (VideoFrame) out.sent.getFirst();
    assertTimingOf(result);
    assertThat(result.u8(0, 3 * 34, 10)).isZero();
    assertThat(result.u8(0, 3 * 35, 10)).isEqualTo(255);
    assertThat(result.u8(0, 3 * 69, 10)).isEqualTo(255);
    assertThat(result.u8(0, 3 * 70, 10)).isZero();
  }

  @Test
  void shouldStretchWhenBordersAreOff() {
    VideoFormat to = new VideoFormat(PixelFormat.RGB, 105, 21, RATE);
    VideoScale scale = new VideoScale();
    scale.addBorders = false;
    scale.method = ScaleMethod.NEAREST_NEIGHBOUR;
    scale.configure(RED, to);
    FakeOutput out = new FakeOutput(to);
    scale.scale(red(), out);
    VideoFrame result = (VideoFrame) out.sent.getFirst();
    assertThat(result.u8(0, 0, 0)).isEqualTo(255);
    assertThat(result.u8(0, 3 * 104, 20)).isEqualTo(255);
  }

  @Test
  void shouldForwardTheSameBufferWhenSizesAreEqual() {
    VideoScale scale = new VideoScale();
    scale.configure(RED, new VideoFormat(PixelFormat.RGB, 70, 42, RATE));
    scale.configure(RED, RED);
    FakeOutput out = new FakeOutput(RED);
    FakeFrame in = red();
    scale.scale(in, out);
    assertThat(out.sent).containsExactly(in);
  }
}
