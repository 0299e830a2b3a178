package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortFieldPresence {
  @Output(name = "out_%u")
  OutputPorts<Bytes> port;

  @Produce
  void run() {}
}
