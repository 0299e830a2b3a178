package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsIntNegative {
  @Transform
  @AudioCaps(channels = @IntRange({1, -2}))
  void run(@InOut AudioBlock buffer) {}
}
