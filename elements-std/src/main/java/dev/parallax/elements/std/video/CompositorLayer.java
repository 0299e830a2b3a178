package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Area;
import dev.parallax.elements.std.video.kernel.Blender;
import dev.parallax.elements.std.video.kernel.Channel;
import dev.parallax.elements.std.video.kernel.Converter;
import dev.parallax.elements.std.video.kernel.Interpolation;
import dev.parallax.elements.std.video.kernel.Letterbox;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.elements.std.video.kernel.PictureScaler;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.VideoFrame;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One input of {@code compositor}: its newest picture, and where that lies. */
final class CompositorLayer {
  /** Every pixel that is covered counts: small pictures of a wall would flicker otherwise. */
  private static final Interpolation SCALING = Interpolation.TRIANGLE;

  /** What a layout depends on. */
  record Place(
      int x,
      int y,
      int width,
      int height,
      double alpha,
      int order,
      CompositorSizingPolicy policy,
      CompositorOperator operator) {
    static Place of(Compositor.Pad pad) {
      return new Place(
          pad.xpos,
          pad.ypos,
          pad.width,
          pad.height,
          pad.alpha,
          pad.zorder,
          pad.sizingPolicy,
          pad.operator);
    }

    boolean is(Compositor.Pad pad) {
      return x == pad.xpos
          && y == pad.ypos
          && width == pad.width
          && height == pad.height
          && alpha == pad.alpha
          && order == pad.zorder
          && policy == pad.sizingPolicy
          && operator == pad.operator;
    }
  }

  private final InputPort<VideoFrame> port;
  private final Compositor.Pad pad;
  private Place place;
  private boolean stale = true;
  private @Nullable VideoFormat format;
  private @Nullable VideoFrame frame;

  /** Up to when the picture, or one before it, was the current one; output time in ns. */
  private long coveredUntil = Buffer.NO_TIME;

  // What follows from the format, the place and the canvas; sizes in pixels of the canvas.
  private int x;
  private int y;
  private int width;
  private int height;
  private @Nullable Picture source;
  private @Nullable PictureScaler scaler;
  private @Nullable Picture scaled;
  private @Nullable Converter converter;
  private @Nullable Picture converted;
  private @Nullable Picture window;
  private List<Area> visible = List.of();

  CompositorLayer(InputPort<VideoFrame> port) {
    this.port = port;
    pad = port.settings(Compositor.Pad.class);
    place = Place.of(pad);
  }

  // ---- the stream

  /** Pictures that come from now on have this format; null: none come. */
  void format(@Nullable VideoFormat to) {
    forget();
    format = to;
    stale = true;
  }

  @Nullable VideoFormat format() {
    return format;
  }

  /** Takes the picture that covers the time up to {@code end}; without one the last stays. */
  void take(long end) {
    VideoFrame head = port.head();
    if (head != null) {
      coveredUntil = end;
      stale |= frame == null;
      close();
      frame = head.retain();
    }
  }

  /** An input that has ended is seen no more, unless its last picture is to stay. */
  void forgetWhenEnded() {
    if (frame != null && port.eos() && !pad.repeatAfterEos) {
      forget();
    }
  }

  /** A picture is not repeated for longer than it may be; the end of an input is another matter. */
  void forgetWhenStale(long now) {
    long most = pad.maxLastBufferRepeat;
    if (most >= 0
        && frame != null
        && now != Buffer.NO_TIME
        && coveredUntil != Buffer.NO_TIME
        && now - coveredUntil >= most
        && !port.eos()) {
      forget();
    }
  }

  void forget() {
    stale |= frame != null;
    close();
  }

  private void close() {
    VideoFrame old = frame;
    frame = null;
    if (old != null) {
      old.close();
    }
  }

  @Nullable VideoFrame frame() {
    return frame;
  }

  // ---- the layout

  /** Whether the layout has to be made anew because of this layer; asking settles it. */
  boolean takeChange() {
    boolean changed = stale || !place.is(pad);
    if (changed) {
      place = Place.of(pad);
      stale = false;
    }
    return changed;
  }

  /** Has the layout made anew. */
  void rearrange() {
    stale = true;
  }

  int order() {
    return place.order;
  }

  /** The column behind the picture, as far as it is known. */
  long right() {
    VideoFormat f = format;
    return f == null ? 0 : (long) place.x + wanted(place.width, f.width());
  }

  /** The row below the picture, as far as it is known. */
  long bottom() {
    VideoFormat f = format;
    return f == null ? 0 : (long) place.y + wanted(place.height, f.height());
  }

  private static int wanted(int asked, int own) {
    return asked > 0 ? asked : own;
  }

  /**
   * Places the picture on a canvas.
   *
   * @return the part of the canvas that it covers; none when nothing is to be seen of it
   */
  List<Area> arrange(VideoFormat canvas) {
    visible = List.of();
    VideoFormat f = format;
    if (f == null || frame == null || place.alpha == 0) {
      return visible;
    }
    int stepX = Channel.pairsColumns(f.format()) ? 2 : 1;
    int stepY = Channel.pairsRows(f.format()) ? 2 : 1;
    width = wanted(place.width, f.width());
    height = wanted(place.height, f.height());
    x = place.x & -stepX;
    y = place.y & -stepY;
    if (place.policy == CompositorSizingPolicy.KEEP_ASPECT_RATIO) {
      Letterbox box = Letterbox.fit(f.format(), f.width(), f.height(), width, height);
      x += box.x();
      y += box.y();
      width = box.width();
      height = box.height();
    }
    visible = covered(canvas, stepX, stepY);
    if (!visible.isEmpty()) {
      prepare(f, canvas);
    }
    return visible;
  }

  /** What lies on the canvas; pixels that share chroma with others beside it are left to those. */
  private List<Area> covered(VideoFormat canvas, int stepX, int stepY) {
    long right = Math.min((long) x + width, canvas.width());
    long bottom = Math.min((long) y + height, canvas.height());
    right = right == canvas.width() ? right : right & -stepX;
    bottom = bottom == canvas.height() ? bottom : bottom & -stepY;
    int left = Math.max(x, 0);
    int top = Math.max(y, 0);
    return left < right && top < bottom
        ? List.of(new Area(left, top, (int) right - left, (int) bottom - top))
        : List.of();
  }

  private void prepare(VideoFormat f, VideoFormat canvas) {
    source = new Picture(f.format(), f.width(), f.height());
    VideoFormat fit = Frames.resized(f, width, height);
    scaler = null;
    scaled = null;
    if (width != f.width() || height != f.height()) {
      scaler =
          PictureScaler.of(
              f.format(),
              f.width(),
              f.height(),
              width,
              height,
              SCALING,
              0,
              Letterbox.whole(width, height));
    }
    VideoFormat meant =
        new VideoFormat(
            f.format(), width, height, f.framerate(), canvas.colorimetry(), canvas.chromaSite());
    boolean same = Converter.same(fit, meant);
    converter = same ? null : new Converter(fit, meant, true);
    converted = same ? null : scratch(meant);
    Area seen = visible.getFirst();
    boolean whole = seen.width() == width && seen.height() == height;
    window = whole ? new Picture(f.format(), width, height) : null;
  }

  @SuppressWarnings("resource") // Freed with the picture: an automatic arena.
  private static Picture scratch(VideoFormat format) {
    Picture picture = new Picture(format.format(), format.width(), format.height());
    picture.pack(Arena.ofAuto().allocate(picture.packedBytes(), 64), 0);
    return picture;
  }

  /** Takes away what opaque pictures above hide. */
  void visible(List<Area> parts) {
    visible = parts;
  }

  /** Whether nothing of what lies below it is left. */
  boolean hides() {
    return format != null && (isSource() || place.alpha == 1 && !hasAlpha());
  }

  /** Whether the canvas becomes what the picture is. */
  private boolean isCopied() {
    return hides() && (place.alpha == 1 || !hasAlpha());
  }

  /** Whether the canvas may be transparent where it lies, whatever was there before. */
  boolean bringsTransparency() {
    return isSource() && hasAlpha();
  }

  private boolean isSource() {
    return place.operator == CompositorOperator.SOURCE;
  }

  private boolean hasAlpha() {
    VideoFormat f = format;
    return f != null && Blender.hasAlpha(f.format());
  }

  /** Whether anything is to be seen of it. */
  boolean isSeen() {
    return !visible.isEmpty();
  }

  /** Whether it is the whole of the canvas, and its frame can stand for it. */
  boolean fills(VideoFormat canvas) {
    return isCopied()
        && scaler == null
        && converter == null
        && visible.size() == 1
        && visible.getFirst().equals(new Area(0, 0, canvas.width(), canvas.height()))
        && width == canvas.width()
        && height == canvas.height();
  }

  // ---- painting

  /** Paints what can be seen of it. */
  void paint(Picture to, Blender blender, boolean opaque) {
    VideoFrame f = frame;
    Picture s = source;
    if (visible.isEmpty() || f == null || s == null) {
      return;
    }
    Frames.point(s, f);
    Picture w = window;
    PictureScaler sc = scaler;
    if (w != null && sc != null && converter == null && isCopied() && isWhole(w)) {
      point(w, to);
      sc.scale(s, w);
      return;
    }
    Picture made = made(s, sc);
    for (int i = 0; i < visible.size(); i++) { // no iterator for each frame
      if (isCopied()) {
        Blender.copy(made, x, y, to, visible.get(i));
      } else {
        blender.blend(made, x, y, to, visible.get(i), place.alpha, onto(opaque));
      }
    }
  }

  private Blender.Onto onto(boolean opaque) {
    return switch (place.operator) {
      case SOURCE -> Blender.Onto.NOTHING;
      case OVER -> opaque ? Blender.Onto.OPAQUE : Blender.Onto.ANY;
      case ADD -> opaque ? Blender.Onto.OPAQUE : Blender.Onto.ADDING;
    };
  }

  /** Whether all of it is to be seen, nothing being above. */
  private boolean isWhole(Picture w) {
    return visible.size() == 1
        && visible.getFirst().width() == w.width()
        && visible.getFirst().height() == w.height();
  }

  private Picture made(Picture from, @Nullable PictureScaler sc) {
    Picture made = from;
    if (sc != null) {
      Picture into = scaled;
      if (into == null) {
        into = scratch(Frames.resized(Objects.requireNonNull(format), width, height));
        scaled = into;
      }
      sc.scale(made, into);
      made = into;
    }
    if (converter != null && converted != null) {
      converter.convert(made, converted);
      made = converted;
    }
    return made;
  }

  /** Points a picture at the part of the canvas where it lies. */
  private void point(Picture w, Picture to) {
    w.memory(to.segment());
    for (int p = 0; p < to.planes(); p++) {
      int stride = (int) (to.row(p, 1) - to.row(p, 0));
      long at = to.row(p, p > 0 ? y >> 1 : y) + Picture.rowBytes(to.format(), p, x);
      w.plane(p, at, stride);
    }
  }
}
