package dev.parallax.elements.std.text;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.elements.std.video.kernel.Picture;

/**
 * Writes times into the upper left corner of pictures of one format and size, as {@code
 * timeoverlay} does with its defaults. One thread at a time.
 */
public final class TimeLabel {
  static final String FONT = "Monospace 18";

  private final TextPainter painter;
  private final StringBuilder text = new StringBuilder(32);

  /** For pictures of this format and size. */
  public TimeLabel(PixelFormat format, int width, int height) {
    TextStyle style = new TextStyle();
    style.defaultFont = FONT;
    style.halignment = TextHAlign.LEFT;
    style.valignment = TextVAlign.TOP;
    painter = new TextPainter(format, width, height);
    painter.style(style);
  }

  /** Writes {@code H:MM:SS.mmm} of a time in ns, or dashes for {@code Buffer.NO_TIME}. */
  public void paint(Picture picture, long ns) {
    text.setLength(0);
    TimeText.time(text, ns);
    painter.text(text);
    painter.paint(picture);
  }
}
