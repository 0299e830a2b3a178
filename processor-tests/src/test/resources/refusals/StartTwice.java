package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class StartTwice {
  @Start
  void one() {}

  @Start
  void two() {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
