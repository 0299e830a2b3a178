package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class RelationSameOfSource {
  @Produce
  @Same
  void run(@Output Bytes out) {}
}
