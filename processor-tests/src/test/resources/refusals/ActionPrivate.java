package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ActionPrivate {
  @Action
  private void push() {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
