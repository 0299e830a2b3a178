package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortAccessor {
  @Transform
  void run(@Input(name = "links") Bytes in, @Output Emitter<Bytes> out) {}
}
