package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsFractionMixed {
  @Transform
  @VideoCaps(framerate = @FractionRange(value = "30/1", prefer = "25/1"))
  void run(@InOut VideoFrame buffer) {}
}
