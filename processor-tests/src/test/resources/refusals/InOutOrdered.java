package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class InOutOrdered {
  @Transform(sync = Sync.ORDERED)
  void run(@InOut Bytes buffer) {}
}
