package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
enum ClassEnum {
  ONE;

  @Transform
  void run(@InOut Bytes buffer) {}
}
