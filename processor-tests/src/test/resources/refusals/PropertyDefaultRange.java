package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyDefaultRange {
  @Property(def = "9", max = 8)
  int level;

  @Transform
  void run(@InOut Bytes buffer) {}
}
