package dev.parallax.elements.std.text;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Channel;
import dev.parallax.elements.std.video.kernel.Picture;
import java.util.List;

/**
 * Draws text into pictures of one format and size. Text is laid out when it or its style changes;
 * painting is a blend of the pixels around it. With the same characters and no more space than
 * before, nothing is allocated. One thread at a time.
 */
public final class TextPainter {
  /** A picture this wide shows fonts at their size. */
  private static final double BASIS = 640;

  private static final int SHADE_PAD = 6;

  /** Far outside is as good as farther: sums of positions must not overflow. */
  private static final int FAR = 1_000_000;

  private final int width;
  private final int height;
  private final ChannelOverlay[] overlays;
  private final TextLines lines = new TextLines();
  private final Ink ink = new Ink();
  private final Box block = new Box();
  private final Box shade = new Box();
  private TextStyle style = new TextStyle();
  private Font font = new Font(16, false, false, 1);
  private int rim;
  private int x;
  private int y;

  /** A painter for pictures of one format and size, with no text yet. */
  public TextPainter(PixelFormat format, int width, int height) {
    this.width = width;
    this.height = height;
    List<Channel> channels = Channel.of(format);
    overlays = new ChannelOverlay[channels.size()];
    for (int i = 0; i < overlays.length; i++) {
      overlays[i] = new ChannelOverlay(channels.get(i));
    }
    style(style);
  }

  /** Changes how text looks. The style is read here and at each new text; don't change it. */
  public void style(TextStyle changed) {
    style = changed;
    FontDescription wanted = FontDescription.of(changed.fontDesc, changed.defaultFont);
    double size = wanted.pixels() * (changed.autoResize ? width / BASIS : 1);
    double border = changed.drawOutline ? Math.max(1, size / 20) : 0;
    font = new Font(size, wanted.bold(), wanted.fixed(), border);
    ink.color = changed.color;
    ink.outlineColor = changed.outlineColor;
    ink.hasBorder = changed.drawOutline;
    ink.shadow = changed.drawShadow ? (int) Math.max(1, Math.round(size / 13)) : 0;
    rim = (int) Math.ceil(border) + ink.shadow + 1;
    layOut();
  }

  /** Changes the text; lines are separated by {@code \n}. The same text costs nothing. */
  public void text(CharSequence text) {
    if (!lines.same(text)) {
      lines.take(text);
      layOut();
    }
  }

  /** Paints the text into a picture of this painter's format and size. */
  public void paint(Picture picture) {
    if (lines.count() == 0) {
      return;
    }
    for (ChannelOverlay overlay : overlays) {
      if (style.shadedBackground) {
        overlay.shade(picture, shade, style.shadingValue);
      }
      if (!block.isEmpty()) {
        overlay.paint(picture);
      }
    }
  }

  private void layOut() {
    lines.cut(font, style.wrapMode, Math.max(1, width - 2 * near(style.xpad)));
    int textWidth = lines.widest();
    int textHeight = lines.count() * font.lineHeight();
    x = left(textWidth) + near(style.deltax);
    y = top(textHeight) + near(style.deltay);
    int right = x + textWidth;
    int bottom = y + textHeight;
    block.set(x - rim, y - rim, right + rim, bottom + rim, width, height);
    shade.set(x - SHADE_PAD, y - SHADE_PAD, right + SHADE_PAD, bottom + SHADE_PAD, width, height);
    if (lines.count() == 0 || block.isEmpty()) {
      return;
    }
    draw(textWidth);
    for (ChannelOverlay overlay : overlays) {
      overlay.fill(ink, block, width, height);
    }
  }

  private int left(int textWidth) {
    int free = width - textWidth;
    return switch (style.halignment) {
      case LEFT -> near(style.xpad);
      case CENTER -> free / 2;
      case RIGHT -> free - near(style.xpad);
      case POSITION -> inside((long) (width * style.xpos) - textWidth / 2, free);
      case ABSOLUTE -> beside(free * style.xAbsolute);
    };
  }

  private int top(int textHeight) {
    int free = height - textHeight;
    return switch (style.valignment) {
      case BASELINE -> free + font.descent() - near(style.ypad);
      case BOTTOM -> free - near(style.ypad);
      case TOP -> near(style.ypad);
      case CENTER -> free / 2;
      case POSITION -> inside((long) (height * style.ypos) - textHeight / 2, free);
      case ABSOLUTE -> beside(free * style.yAbsolute);
    };
  }

  private static int inside(long wanted, int free) {
    return (int) Math.max(0, Math.min(wanted, Math.max(0, free)));
  }

  private static int beside(double wanted) {
    return (int) Math.clamp(wanted, -FAR, FAR);
  }

  private static int near(int wanted) {
    return Math.clamp(wanted, -FAR, FAR);
  }

  private void draw(int textWidth) {
    int columns = block.right() - block.left();
    int rows = block.bottom() - block.top();
    ink.letters.clear(block.left(), block.top(), columns, rows);
    ink.border.clear(block.left(), block.top(), columns, rows);
    for (int i = 0; i < lines.count(); i++) {
      int free = textWidth - lines.width(i);
      int pen =
          x
              + switch (style.lineAlignment) {
                case LEFT -> 0;
                case CENTER -> free / 2;
                case RIGHT -> free;
              };
      drawLine(i, pen, y + i * font.lineHeight() + font.ascent());
    }
  }

  private void drawLine(int line, int from, int baseLine) {
    int pen = from;
    for (int i = lines.first(line); i < lines.end(line); i++) {
      char c = lines.at(i);
      ink.letters.add(font.fill(c), pen + font.bearing(c), baseLine);
      if (ink.hasBorder) {
        ink.border.add(font.outline(c), pen + font.bearing(c), baseLine);
      }
      pen += font.advance(c);
    }
  }
}
