package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class TimerForm {
  @Timer
  long tick() {
    return 0;
  }

  @Transform
  void run(@InOut Bytes buffer) {}
}
