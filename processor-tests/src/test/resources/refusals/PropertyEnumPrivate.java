package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyEnumPrivate {
  private enum Mode {
    FAST
  }

  @Property
  Mode mode;

  @Transform
  void run(@InOut Bytes buffer) {}
}
