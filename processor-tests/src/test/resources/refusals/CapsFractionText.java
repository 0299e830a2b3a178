package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsFractionText {
  @Transform
  @VideoCaps(framerate = @FractionRange("fast"))
  void run(@InOut VideoFrame buffer) {}
}
