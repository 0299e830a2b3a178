package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsFieldsText {
  @Transform
  @EncodedCaps(value = "video/x-h264", fields = "profile")
  void run(@InOut Packet buffer) {}
}
