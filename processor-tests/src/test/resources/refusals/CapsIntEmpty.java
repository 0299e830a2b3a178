package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsIntEmpty {
  @Transform
  @VideoCaps(width = @IntRange(min = 64, max = 32))
  void run(@InOut VideoFrame buffer) {}
}
