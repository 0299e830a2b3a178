package dev.parallax.elements.std.text;

import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.IntRange;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.VideoCaps;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.runtime.element.VideoFrame;

/**
 * Writes text into video, in place. The font is the library's own: printable ASCII and Latin-1,
 * drawn with strokes, so that any size is sharp; other characters show as boxes. A new text is laid
 * out once.
 */
@Element(
    name = "textoverlay",
    summary = "Writes text into video",
    klass = "Filter/Editor/Video",
    example =
        "videotestsrc num-buffers=1 ! textoverlay text=Hello valignment=top ! videoconvert ! pngenc"
            + " ! filesink location=hello.png")
final class TextOverlay extends TextProperties {
  TextOverlay() {
    super("Sans 12");
  }

  @Transform
  void draw(
      @InOut
          @VideoCaps(
              width = @IntRange(max = Picture.MAX_SIDE),
              height = @IntRange(max = Picture.MAX_SIDE))
          VideoFrame frame) {
    paint(frame, text);
  }
}
