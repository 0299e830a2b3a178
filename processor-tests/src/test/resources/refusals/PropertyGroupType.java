package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyGroupType {
  @Properties final int group = 1;

  @Consume
  void run(@Input Bytes in) {}
}
