package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsViewAny {
  @Transform
  @AnyCaps
  void run(@InOut AudioBlock buffer) {}
}
