package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyGroupPrivate {
  @Properties private final Group group = new Group();

  static final class Group {
    @Property int level;
  }

  @Consume
  void run(@Input Bytes in) {}
}
