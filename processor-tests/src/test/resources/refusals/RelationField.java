package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class RelationField {
  @Produce
  @FromStream({"format", "widht"})
  void run(@Output VideoFrame out) {}
}
