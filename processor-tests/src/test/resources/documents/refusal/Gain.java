package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.AudioBlock;

@Element(name = "gain")
final class Gain {
  @Property(min = 0, max = 8)
  double gain = 1.0;

  @Transform
  @VideoCaps(format = PixelFormat.RGB)
  void apply(@InOut AudioBlock block) {}
}
