package dev.parallax.elements.std.text;

import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Property;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.VideoFrame;
import org.jspecify.annotations.Nullable;

/** What the elements have in common that write text into pictures. */
abstract class TextProperties {
  @Property(
      doc = "text to show; lines are separated by a line break; at most 4096 characters",
      live = true)
  String text = "";

  @Property(doc = "show nothing", live = true)
  boolean silent;

  @Property(
      doc =
          "font as in \"Sans Bold 18\" or \"Monospace 24px\"; only Bold, a fixed-pitch family and"
              + " the size count",
      live = true)
  String fontDesc = "";

  @Property(
      doc = "sizes are those of a picture 640 pixels wide, and grow with the width",
      live = true)
  boolean autoResize = true;

  @Property(doc = "color of the text, 0xAARRGGBB", min = 0, max = 4_294_967_295.0, live = true)
  long color = 0xffff_ffffL;

  @Property(doc = "color of the outline, 0xAARRGGBB", min = 0, max = 4_294_967_295.0, live = true)
  long outlineColor = 0xff00_0000L;

  @Property(doc = "draw an outline around letters", live = true)
  boolean drawOutline = true;

  @Property(doc = "draw a shadow to the right of and below letters", live = true)
  boolean drawShadow = true;

  @Property(doc = "make the picture darker behind the text", live = true)
  boolean shadedBackground;

  @Property(doc = "by how many of 255 levels it is made darker", min = 1, max = 255, live = true)
  int shadingValue = 80;

  @Property(doc = "where the text stands across the picture", live = true)
  TextHAlign halignment = TextHAlign.CENTER;

  @Property(doc = "where the text stands from top to bottom", live = true)
  TextVAlign valignment = TextVAlign.BASELINE;

  @Property(doc = "where lines stand beside each other", live = true)
  TextLineAlign lineAlignment = TextLineAlign.CENTER;

  @Property(doc = "where lines are broken that are too long", live = true)
  TextWrapMode wrapMode = TextWrapMode.WORDCHAR;

  @Property(doc = "distance from the left or right edge in pixels", min = 0, live = true)
  int xpad = 25;

  @Property(doc = "distance from the upper or lower edge in pixels", min = 0, live = true)
  int ypad = 25;

  @Property(doc = "pixels to move the text to the right at last", live = true)
  int deltax;

  @Property(doc = "pixels to move the text down at last", live = true)
  int deltay;

  @Property(
      doc = "middle of the text as a part of the width, for halignment=position",
      min = 0,
      max = 1,
      live = true)
  double xpos = 0.5;

  @Property(
      doc = "middle of the text as a part of the height, for valignment=position",
      min = 0,
      max = 1,
      live = true)
  double ypos = 0.5;

  @Property(doc = "part of the free width left of it, for halignment=absolute", live = true)
  double xAbsolute = 0.5;

  @Property(doc = "part of the free height above it, for valignment=absolute", live = true)
  double yAbsolute = 0.5;

  private final String standardFont;
  private @Nullable TextPainter painter;
  private @Nullable Picture picture;

  /** Properties with a font for what {@code font-desc} does not say. */
  TextProperties(String standardFont) {
    this.standardFont = standardFont;
  }

  @Configure
  void configure(VideoFormat format) {
    picture = new Picture(format.format(), format.width(), format.height());
    painter = new TextPainter(format.format(), format.width(), format.height());
    restyle();
  }

  /** All that needs a new layout; the text itself is compared for each frame. */
  @Changed({
    "font-desc",
    "auto-resize",
    "color",
    "outline-color",
    "draw-outline",
    "draw-shadow",
    "shaded-background",
    "shading-value",
    "halignment",
    "valignment",
    "line-alignment",
    "wrap-mode",
    "xpad",
    "ypad",
    "deltax",
    "deltay",
    "xpos",
    "ypos",
    "x-absolute",
    "y-absolute"
  })
  void restyle() {
    if (painter != null) {
      painter.style(style());
    }
  }

  private TextStyle style() {
    TextStyle style = new TextStyle();
    style.fontDesc = fontDesc;
    style.defaultFont = standardFont;
    style.autoResize = autoResize;
    style.color = (int) color;
    style.outlineColor = (int) outlineColor;
    style.drawOutline = drawOutline;
    style.drawShadow = drawShadow;
    style.shadedBackground = shadedBackground;
    style.shadingValue = shadingValue;
    style.halignment = halignment;
    style.valignment = valignment;
    style.lineAlignment = lineAlignment;
    style.wrapMode = wrapMode;
    style.xpad = xpad;
    style.ypad = ypad;
    style.deltax = deltax;
    style.deltay = deltay;
    style.xpos = xpos;
    style.ypos = ypos;
    style.xAbsolute = xAbsolute;
    style.yAbsolute = yAbsolute;
    return style;
  }

  /** Paints {@code shown} into the frame. */
  final void paint(VideoFrame frame, CharSequence shown) {
    TextPainter brush = painter;
    Picture to = picture;
    if (silent || brush == null || to == null) {
      return;
    }
    to.memory(frame.segment());
    for (int p = 0; p < to.planes(); p++) {
      to.plane(p, frame.planeOffset(p), frame.stride(p));
    }
    brush.text(shown);
    brush.paint(to);
  }
}
