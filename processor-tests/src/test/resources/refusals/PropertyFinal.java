package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyFinal {
  @Property
  final int level = 1;

  @Transform
  void run(@InOut Bytes buffer) {}
}
