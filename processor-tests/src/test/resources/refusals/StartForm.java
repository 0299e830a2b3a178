package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class StartForm {
  @Start
  void start(String text) {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
