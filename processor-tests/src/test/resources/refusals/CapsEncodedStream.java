package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsEncodedStream {
  @Transform
  @EncodedCaps("application/octet-stream")
  void run(@InOut Bytes buffer) {}
}
