package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ActionGetter {
  @Property
  int level;

  @Action
  void level() {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
