package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ChangedUnknown {
  @Property
  int blockSize;

  @Changed("blocksize")
  void changed() {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
