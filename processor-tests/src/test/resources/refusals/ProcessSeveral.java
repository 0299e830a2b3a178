package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ProcessSeveral {
  @Produce
  void make(@Output Bytes out) {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
