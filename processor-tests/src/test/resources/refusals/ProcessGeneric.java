package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ProcessGeneric {
  @Transform
  <V extends View> void run(@InOut V buffer, V other) {}
}
