package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyTwice {
  @Property
  int level;

  @Property(name = "level")
  int other;

  @Transform
  void run(@InOut Bytes buffer) {}
}
