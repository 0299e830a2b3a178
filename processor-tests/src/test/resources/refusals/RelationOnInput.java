package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class RelationOnInput {
  @Transform
  void run(@Input @Same Bytes in, @Output Emitter<Bytes> out) {}
}
