package dev.parallax.elements.std.text;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Channel;
import dev.parallax.elements.std.video.kernel.Picture;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextPainterTest {
  private static final int WIDTH = 161;
  private static final int HEIGHT = 73;
  private static final int GUARD = 64;

  /** One color all over, between guard bytes. */
  private static Picture picture(PixelFormat format, int argb) {
    Picture picture = new Picture(format, WIDTH, HEIGHT);
    MemorySegment memory = Arena.ofAuto().allocate(picture.packedBytes() + 2 * GUARD);
    memory.fill((byte) 0x5a);
    picture.pack(memory.asSlice(0, memory.byteSize() - GUARD), GUARD);
    for (Channel c : Channel.of(format)) {
      for (int y = 0; y < c.rows(HEIGHT); y++) {
        for (int x = 0; x < c.columns(WIDTH); x++) {
          set(picture, c, x, y, c.level(argb));
        }
      }
    }
    return picture;
  }

  private static void set(Picture picture, Channel c, int x, int y, int level) {
    if (c.bytes() == 2) {
      picture.segment().set(JAVA_SHORT_UNALIGNED, c.at(picture, x, y), (short) level);
    } else {
      picture.segment().set(JAVA_BYTE, c.at(picture, x, y), (byte) level);
    }
  }

  private static int get(Picture picture, Channel c, int x, int y) {
    return c.bytes() == 2
        ? picture.segment().get(JAVA_SHORT_UNALIGNED, c.at(picture, x, y)) & 0xffff
        : picture.segment().get(JAVA_BYTE, c.at(picture, x, y)) & 0xff;
  }

  private static TextStyle style() {
    TextStyle style = new TextStyle();
    style.autoResize = false;
    style.fontDesc = "Sans 20px";
    style.xpad = 4;
    style.ypad = 4;
    return style;
  }

  private static Picture painted(PixelFormat format, int argb, TextStyle style, String text) {
    Picture picture = picture(format, argb);
    TextPainter painter = new TextPainter(format, WIDTH, HEIGHT);
    painter.style(style);
    painter.text(text);
    painter.paint(picture);
    return picture;
  }

  /** First and last columns and rows that differ from {@code level}: left, right, top, bottom. */
  private static int[] bounds(Picture gray, int level) {
    Channel c = Channel.of(PixelFormat.GRAY8).getFirst();
    int[] found = {WIDTH, -1, HEIGHT, -1};
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (get(gray, c, x, y) != level) {
          found[0] = Math.min(found[0], x);
          found[1] = Math.max(found[1], x);
          found[2] = Math.min(found[2], y);
          found[3] = Math.max(found[3], y);
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldLookTheSameInEveryFormat(PixelFormat format) {
    TextStyle style = style();
    style.color = 0xc0ff_d020;
    style.outlineColor = 0xff20_2060;
    Picture reference = painted(PixelFormat.RGBA, 0xff30_8040, style, "Tg É;\n42");
    Picture picture = painted(format, 0xff30_8040, style, "Tg É;\n42");
    for (Channel c : Channel.of(format)) {
      double scale = 1 << c.bits() - 8;
      for (int y = 0; y < c.rows(HEIGHT); y++) {
        for (int x = 0; x < c.columns(WIDTH); x++) {
          assertThat(get(picture, c, x, y) / scale)
              .as("%s at %d,%d", c, x, y)
              .isCloseTo(mean(reference, c, x, y) / scale, within(2.5));
        }
      }
    }
  }

  /** What the reference has there, as the mean of the pixels that a sample stands for. */
  private static double mean(Picture rgba, Channel c, int x, int y) {
    double sum = 0;
    int pixels = 0;
    for (int row = y << c.shiftY(); row < Math.min(y + 1 << c.shiftY(), HEIGHT); row++) {
      for (int column = x << c.shiftX(); column < Math.min(x + 1 << c.shiftX(), WIDTH); column++) {
        int argb = 0;
        for (Channel r : Channel.of(PixelFormat.RGBA)) {
          argb |= get(rgba, r, column, row) << (r.first() == 3 ? 24 : 16 - 8 * r.first());
        }
        sum += c.level(argb);
        pixels++;
      }
    }
    return sum / pixels;
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldWriteNothingOutsideOfThePicture(PixelFormat format) {
    TextStyle style = style();
    style.fontDesc = "Sans 90px";
    style.shadedBackground = true;
    for (int[] delta : new int[][] {{0, 0}, {-70, -50}, {150, 60}, {9999, 0}, {0, -9999}}) {
      style.deltax = delta[0];
      style.deltay = delta[1];
      Picture picture = painted(format, 0xff10_2030, style, "Mjg\nWWWWWWW");
      byte[] all = picture.segment().toArray(JAVA_BYTE);
      assertThat(Arrays.copyOf(all, GUARD)).containsOnly(0x5a);
    }
  }

  @Test
  void shouldStandWhereItIsAligned() {
    TextStyle style = style();
    style.drawOutline = false;
    style.drawShadow = false;
    style.halignment = TextHAlign.LEFT;
    style.valignment = TextVAlign.TOP;
    int[] corner = bounds(painted(PixelFormat.GRAY8, 0xff00_0000, style, "H"), 0);
    assertThat(corner[0]).isBetween(4, 7);
    assertThat(corner[2]).isBetween(7, 10);
    style.halignment = TextHAlign.RIGHT;
    style.valignment = TextVAlign.BASELINE;
    int[] other = bounds(painted(PixelFormat.GRAY8, 0xff00_0000, style, "H"), 0);
    assertThat(other[1]).isBetween(WIDTH - 8, WIDTH - 5);
    assertThat(other[3]).isBetween(HEIGHT - 5, HEIGHT - 3);
    style.halignment = TextHAlign.CENTER;
    style.valignment = TextVAlign.CENTER;
    int[] middle = bounds(painted(PixelFormat.GRAY8, 0xff00_0000, style, "H"), 0);
    assertThat((middle[0] + middle[1]) / 2.0).isCloseTo(WIDTH / 2.0, within(1.5));
    style.halignment = TextHAlign.POSITION;
    style.xpos = 1;
    style.valignment = TextVAlign.ABSOLUTE;
    style.yAbsolute = 0;
    int[] inside = bounds(painted(PixelFormat.GRAY8, 0xff00_0000, style, "H"), 0);
    assertThat(inside[1]).isBetween(WIDTH - 5, WIDTH - 1);
    assertThat(inside[2]).isBetween(2, 5);
  }

  @Test
  void shouldDarkenBehindTheTextWhenShaded() {
    TextStyle style = style();
    style.shadedBackground = true;
    style.shadingValue = 50;
    style.valignment = TextVAlign.TOP;
    style.halignment = TextHAlign.LEFT;
    Picture picture = painted(PixelFormat.GRAY8, 0xffff_ffff, style, " ");
    Channel c = Channel.of(PixelFormat.GRAY8).getFirst();
    assertThat(get(picture, c, 1, 1)).isEqualTo(205);
    assertThat(get(picture, c, WIDTH - 1, HEIGHT - 1)).isEqualTo(255);
  }

  @Test
  void shouldGrowWithThePictureWhenAsked() {
    TextStyle style = style();
    style.fontDesc = "Sans 80px";
    style.autoResize = true; // 161 of 640 pixels: 20 pixels
    Picture resized = painted(PixelFormat.GRAY8, 0, style, "Text");
    style.autoResize = false;
    style.fontDesc = "Sans 20.125px";
    Picture plain = painted(PixelFormat.GRAY8, 0, style, "Text");
    assertThat(resized.segment().mismatch(plain.segment())).isEqualTo(-1);
  }

  @Test
  void shouldPaintTheNewTextWhenItChanges() {
    TextPainter painter = new TextPainter(PixelFormat.GRAY8, WIDTH, HEIGHT);
    painter.style(style());
    painter.text("one");
    painter.text("two");
    Picture changed = picture(PixelFormat.GRAY8, 0);
    painter.paint(changed);
    Picture fresh = painted(PixelFormat.GRAY8, 0, style(), "two");
    assertThat(changed.segment().mismatch(fresh.segment())).isEqualTo(-1);
    painter.text("");
    Picture empty = picture(PixelFormat.GRAY8, 0);
    painter.paint(empty);
    assertThat(bounds(empty, 0)[1]).isEqualTo(-1);
  }
}
