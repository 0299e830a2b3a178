package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsIntPrefer {
  @Transform
  @VideoCaps(width = @IntRange(min = 2, max = 32, prefer = 640))
  void run(@InOut VideoFrame buffer) {}
}
