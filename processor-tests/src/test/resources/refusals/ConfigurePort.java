package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ConfigurePort {
  @Configure
  void configure(InputPort<VideoFrame> port) {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
