package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class TransformViewAndEmitter {
  @Transform
  void run(@Input Bytes in, @Output Bytes one, @Output Emitter<Bytes> two) {}
}
