package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ConfigureFormat {
  @Configure
  void configure(VideoFormat format) {}

  @Transform
  void run(@InOut AudioBlock block) {}
}
