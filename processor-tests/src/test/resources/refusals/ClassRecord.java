package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
record ClassRecord(int x) {
  @Transform
  void run(@InOut Bytes buffer) {}
}
