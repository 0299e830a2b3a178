package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyName {
  @Property(name = "Big Level")
  int level;

  @Transform
  void run(@InOut Bytes buffer) {}
}
