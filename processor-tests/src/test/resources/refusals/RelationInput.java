package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class RelationInput {
  @Transform
  @Same(input = "inn")
  void run(@Input Bytes in, @Output Emitter<Bytes> out) {}
}
