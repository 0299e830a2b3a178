package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

// snippet: zipped
/** The n-th picture of one stream beside the n-th of the other, whatever their times. */
@Element(name = "difference", summary = "Shows where two streams of pictures differ")
final class Difference {
  @Transform(sync = Sync.ZIPPED)
  @VideoCaps(format = PixelFormat.GRAY8)
  void compare(@Input VideoFrame a, @Input VideoFrame b, @Output @Same("*") VideoFrame out) {
    out.pts(a.pts());
    out.duration(a.duration());
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        out.setU8(0, x, y, Math.abs(a.u8(0, x, y) - b.u8(0, x, y)));
      }
    }
  }
}
// end snippet
