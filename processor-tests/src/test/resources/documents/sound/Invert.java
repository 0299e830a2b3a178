package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.VideoFrame;

// snippet: one-to-one
/** A picture in, a picture out: buffer, times and metadata are taken care of. */
@Element(name = "invert", summary = "Inverts grey pictures")
final class Invert {
  @Transform
  @VideoCaps(format = PixelFormat.GRAY8)
  @Same("*")
  void invert(@Input VideoFrame in, @Output VideoFrame out) {
    for (int y = 0; y < in.height(); y++) {
      for (int x = 0; x < in.width(); x++) {
        out.setU8(0, x, y, 255 - in.u8(0, x, y));
      }
    }
  }
}
// end snippet
