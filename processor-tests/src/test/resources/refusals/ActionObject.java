package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ActionObject {
  @Action
  public String toString() {
    return "";
  }

  @Transform
  void run(@InOut Bytes buffer) {}
}
