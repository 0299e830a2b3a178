package app;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

/** An element of the same compilation. */
@Element(name = "doubler", summary = "Doubles bytes")
final class Doubler {
  @Property(doc = "factor", min = 1, max = 4, def = "2", live = true)
  int factor = 2;

  @Transform
  void apply(@InOut Bytes buffer) {
    for (int i = 0; i < buffer.size(); i++) {
      buffer.set(i, (byte) (buffer.get(i) * factor));
    }
  }
}
