package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsFractionEmpty {
  @Transform
  @VideoCaps(framerate = @FractionRange(min = "30/1", max = "25/1"))
  void run(@InOut VideoFrame buffer) {}
}
