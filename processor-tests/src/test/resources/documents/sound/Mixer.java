package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

// snippet: aligned
/** A mixer: called once for each interval of time that the heads of its inputs cover. */
@Element(name = "average", summary = "Averages grey pictures")
final class Mixer {
  @Input(name = "in_%u", presence = Presence.REQUEST, bound = 4)
  @VideoCaps(format = PixelFormat.GRAY8)
  InputPorts<VideoFrame> in;

  @Transform(sync = Sync.ALIGNED)
  void mix(@Output @VideoCaps(format = PixelFormat.GRAY8) @Same("*") VideoFrame out) {
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int sum = 0;
        int pictures = 0;
        for (int i = 0; i < in.count(); i++) {
          VideoFrame head = in.get(i).head(); // null: this input has ended, or has a gap
          if (head != null) {
            sum += head.u8(0, x, y);
            pictures++;
          }
        }
        out.setU8(0, x, y, pictures == 0 ? 0 : sum / pictures);
      }
    }
  }
}
// end snippet
