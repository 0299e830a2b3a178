package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class SingleSeveralInputs {
  @Transform
  void run(@Input Bytes one, @Input Bytes two, @Output Emitter<Bytes> out) {}
}
