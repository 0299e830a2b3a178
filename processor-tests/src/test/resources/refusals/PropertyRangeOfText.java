package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyRangeOfText {
  @Property(min = 1)
  String text;

  @Transform
  void run(@InOut Bytes buffer) {}
}
