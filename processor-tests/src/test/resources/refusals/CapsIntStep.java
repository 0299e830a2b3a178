package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsIntStep {
  @Transform
  @VideoCaps(width = @IntRange(min = 2, max = 32, step = 0))
  void run(@InOut VideoFrame buffer) {}
}
