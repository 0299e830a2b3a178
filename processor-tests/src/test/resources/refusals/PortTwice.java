package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortTwice {
  @Transform
  void run(@Input(name = "same") Bytes in, @Output(name = "same") Emitter<Bytes> out) {}
}
