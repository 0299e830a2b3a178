package dev.parallax.elements.std.text;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.parallax.elements.std.video.kernel.Channel;
import dev.parallax.elements.std.video.kernel.Picture;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What is laid over one component of a picture: of each sample how much stays, and what is added.
 * Its memory only grows.
 */
final class ChannelOverlay {
  private static final ValueLayout.OfShort SAMPLE =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int NOTHING = 255;

  private final Channel channel;
  private int x;
  private int y;
  private int columns;
  private int rows;
  private byte[] stays = new byte[0];
  private short[] added = new short[0];

  ChannelOverlay(Channel channel) {
    this.channel = channel;
  }

  /**
   * Takes the colors of a part of the picture; a sample of several pixels gets their mean.
   *
   * @param width of the picture
   * @param height of the picture
   */
  void fill(Ink ink, Box box, int width, int height) {
    x = box.left() >> channel.shiftX();
    y = box.top() >> channel.shiftY();
    columns = (box.right() + channel.shiftX() >> channel.shiftX()) - x;
    rows = (box.bottom() + channel.shiftY() >> channel.shiftY()) - y;
    if (stays.length < columns * rows) {
      stays = new byte[columns * rows];
      added = new short[columns * rows];
    }
    int black = channel.level(0xff00_0000);
    int fill = channel.level(ink.color | 0xff00_0000);
    int outline = channel.level(ink.outlineColor | 0xff00_0000);
    for (int r = 0; r < rows; r++) {
      int top = y + r << channel.shiftY();
      int bottom = Math.min(top + (1 << channel.shiftY()), height);
      for (int c = 0; c < columns; c++) {
        int left = x + c << channel.shiftX();
        int right = Math.min(left + (1 << channel.shiftX()), width);
        ink.mean(left, top, right, bottom);
        int all = ink.ofFill + ink.ofOutline + ink.ofShadow;
        int sum = ink.ofFill * fill + ink.ofOutline * outline + ink.ofShadow * black;
        stays[r * columns + c] = (byte) (NOTHING - all);
        added[r * columns + c] = (short) ((sum + 127) / 255);
      }
    }
  }

  /** Lays it over the picture. */
  void paint(Picture picture) {
    MemorySegment to = picture.segment();
    for (int r = 0; r < rows; r++) {
      long at = channel.at(picture, x, y + r);
      if (channel.bits() > 8) {
        wide(to, at, r * columns);
      } else {
        bytes(to, at, r * columns);
      }
    }
  }

  private void bytes(MemorySegment to, long at, int from) {
    int step = channel.step();
    for (int c = 0; c < columns; c++) {
      int part = stays[from + c] & 0xff;
      if (part != NOTHING) {
        long place = at + (long) c * step;
        int old = to.get(JAVA_BYTE, place) & 0xff;
        to.set(JAVA_BYTE, place, (byte) ((old * part + 127) / 255 + added[from + c]));
      }
    }
  }

  private void wide(MemorySegment to, long at, int from) {
    int step = 2 * channel.step();
    int most = (1 << channel.bits()) - 1;
    for (int c = 0; c < columns; c++) {
      int part = stays[from + c] & 0xff;
      if (part != NOTHING) {
        long place = at + (long) c * step;
        int old = Math.min(to.get(SAMPLE, place) & 0xffff, most);
        to.set(SAMPLE, place, (short) ((old * part + 127) / 255 + added[from + c]));
      }
    }
  }

  /** Makes a part of the picture darker, if this component is one of brightness. */
  void shade(Picture picture, Box box, int levels) {
    int floor;
    switch (channel.kind()) {
      case Y -> floor = 16 << channel.bits() - 8;
      case R, G, B, GRAY -> floor = 0;
      default -> {
        return;
      }
    }
    MemorySegment to = picture.segment();
    int less = levels << channel.bits() - 8;
    int step = channel.step() * channel.bytes();
    for (int r = box.top(); r < box.bottom(); r++) {
      long at = channel.at(picture, box.left(), r);
      for (int c = box.left(); c < box.right(); c++, at += step) {
        if (channel.bits() > 8) {
          to.set(SAMPLE, at, (short) Math.max(floor, (to.get(SAMPLE, at) & 0xffff) - less));
        } else {
          to.set(JAVA_BYTE, at, (byte) Math.max(floor, (to.get(JAVA_BYTE, at) & 0xff) - less));
        }
      }
    }
  }
}
