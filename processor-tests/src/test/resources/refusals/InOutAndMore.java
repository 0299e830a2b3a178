package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class InOutAndMore {
  @Transform
  void run(@InOut Bytes buffer, @Output Emitter<Bytes> copy) {}
}
