package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
interface ClassInterface {
  @Transform
  void run(@InOut Bytes buffer);
}
