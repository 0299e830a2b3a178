package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortParameterType {
  @Transform
  void run(@Input String in, @Output Emitter<Bytes> out) {}
}
