package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class PropertyGroupNested {
  @Properties final Group group = new Group();

  static final class Group {
    @Property int level;
    @Properties final Inner inner = new Inner();
  }

  static final class Inner {
    @Property int depth;
  }

  @Consume
  void run(@Input Bytes in) {}
}
