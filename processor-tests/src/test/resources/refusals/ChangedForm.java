package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ChangedForm {
  @Property
  int level;

  @Changed("level")
  void changed(int x) {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
