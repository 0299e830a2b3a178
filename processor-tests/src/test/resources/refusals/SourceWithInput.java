package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class SourceWithInput {
  @Produce
  void run(@Input Bytes in, @Output Bytes out) {}
}
