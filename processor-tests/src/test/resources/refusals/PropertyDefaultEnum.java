package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyDefaultEnum {
  enum Mode {
    FAST,
    SLOW
  }

  @Property(def = "fats")
  Mode mode;

  @Transform
  void run(@InOut Bytes buffer) {}
}
