package dev.parallax.elements.std.text;

/**
 * How text looks and where it stands; the fields are the properties of {@code textoverlay}, lengths
 * in pixels, colors 0xAARRGGBB.
 */
public final class TextStyle {
  /** Font as words: {@code Sans Bold 18}, {@code Monospace 24px}. */
  public String fontDesc = "";

  /** Font for what {@link #fontDesc} does not say. */
  public String defaultFont = "Sans 12";

  /** Whether sizes are those of a picture 640 pixels wide and grow with it. */
  public boolean autoResize = true;

  /** Color of letters. */
  public int color = 0xffff_ffff;

  /** Color of the border around letters. */
  public int outlineColor = 0xff00_0000;

  /** Whether letters have a border. */
  public boolean drawOutline = true;

  /** Whether letters cast a shadow. */
  public boolean drawShadow = true;

  /** Whether the picture is darker behind the text. */
  public boolean shadedBackground;

  /** By how many of 255 levels. */
  public int shadingValue = 80;

  /** Across. */
  public TextHAlign halignment = TextHAlign.CENTER;

  /** From top to bottom. */
  public TextVAlign valignment = TextVAlign.BASELINE;

  /** Lines beside each other. */
  public TextLineAlign lineAlignment = TextLineAlign.CENTER;

  /** Where long lines break. */
  public TextWrapMode wrapMode = TextWrapMode.WORDCHAR;

  /** Distance from the left or right edge. */
  public int xpad = 25;

  /** Distance from the upper or lower edge. */
  public int ypad = 25;

  /** Added at the end. */
  public int deltax;

  /** Added at the end. */
  public int deltay;

  /** Of the width. */
  public double xpos = 0.5;

  /** Of the height. */
  public double ypos = 0.5;

  /** Of the free width. */
  public double xAbsolute = 0.5;

  /** Of the free height. */
  public double yAbsolute = 0.5;
}
