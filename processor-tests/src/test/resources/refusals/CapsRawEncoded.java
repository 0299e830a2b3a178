package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsRawEncoded {
  @Transform
  @EncodedCaps("audio/x-raw")
  void run(@InOut Bytes buffer) {}
}
