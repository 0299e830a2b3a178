package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class RelationFieldOfAudio {
  @Property
  int width;

  @Produce
  @FromProperty(field = "width", property = "width")
  void run(@Output AudioBlock out) {}
}
