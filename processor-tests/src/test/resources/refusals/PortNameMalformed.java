package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortNameMalformed {
  @Transform
  void run(@Input(name = "IN!") Bytes in, @Output Emitter<Bytes> out) {}
}
