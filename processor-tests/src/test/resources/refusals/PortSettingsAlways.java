package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PortSettingsAlways {
  @Input(settings = Pad.class) InputPort<Bytes> in;

  static final class Pad { @Property(doc = "x") int x; }

  @Consume
  void run(InputPort<Bytes> from, Bytes buffer) {}
}
