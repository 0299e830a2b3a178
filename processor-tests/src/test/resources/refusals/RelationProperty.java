package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class RelationProperty {
  @Property
  int width;

  @Produce
  @FromProperty(field = "width", property = "widht")
  void run(@Output VideoFrame out) {}
}
