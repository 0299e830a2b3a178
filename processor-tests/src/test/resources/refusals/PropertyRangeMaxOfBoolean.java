package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyRangeMaxOfBoolean {
  @Property(max = 1)
  boolean flag;

  @Transform
  void run(@InOut Bytes buffer) {}
}
