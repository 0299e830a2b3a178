package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyRangeEmpty {
  @Property(min = 5, max = 4)
  int level;

  @Transform
  void run(@InOut Bytes buffer) {}
}
