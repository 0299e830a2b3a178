package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "Bad Name")
final class NameMalformed {
  @Transform
  void run(@InOut Bytes buffer) {}
}
