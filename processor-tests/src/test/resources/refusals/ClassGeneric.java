package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ClassGeneric<V extends View> {
  ClassGeneric(java.util.function.Consumer<V> code) {}

  @Transform
  void run(@InOut V buffer) {}
}
