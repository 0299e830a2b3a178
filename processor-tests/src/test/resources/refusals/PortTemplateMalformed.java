package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortTemplateMalformed {
  @Output(name = "video", presence = Presence.SOMETIMES)
  OutputPorts<Packet> video;

  @Transform
  void run(@Input Bytes in) {}
}
