package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class DrainForm {
  @Drain
  void drain(Emitter<VideoFrame> out) {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
