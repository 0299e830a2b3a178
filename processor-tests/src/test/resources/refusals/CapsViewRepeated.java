package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsViewRepeated {
  @Transform
  @VideoCaps(format = PixelFormat.RGB)
  @VideoCaps(format = PixelFormat.RGBA)
  void run(@InOut Packet buffer) {}
}
