package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class UnblockThrows {
  @Unblock
  void wake() throws java.io.IOException {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
