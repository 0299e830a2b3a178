package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class SinkWithOutput {
  @Consume
  void run(@Input Bytes in, @Output Emitter<Bytes> out) {}
}
