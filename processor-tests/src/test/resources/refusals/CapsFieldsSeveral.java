package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsFieldsSeveral {
  @Transform
  @EncodedCaps(value = "video/x-h264", fields = "profile=main; video/x-h265")
  void run(@InOut Packet buffer) {}
}
