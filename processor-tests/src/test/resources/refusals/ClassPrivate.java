package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

final class ClassPrivate {
  @Element(name = "refused")
  private static final class Hidden {
    @Transform
    void run(@InOut Bytes buffer) {}
  }
}
