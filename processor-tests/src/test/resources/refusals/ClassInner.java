package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

final class ClassInner {
  @Element(name = "refused")
  final class Inner {
    @Transform
    void run(@InOut Bytes buffer) {}
  }
}
