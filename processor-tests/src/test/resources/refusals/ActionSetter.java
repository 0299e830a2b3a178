package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ActionSetter {
  @Property(live = true)
  int level;

  @Action
  void level(int value) {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
