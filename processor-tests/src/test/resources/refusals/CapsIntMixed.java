package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsIntMixed {
  @Transform
  @AudioCaps(rate = @IntRange(value = 48_000, max = 96_000))
  void run(@InOut AudioBlock buffer) {}
}
