package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class CapsMemory {
  @Transform
  @BytesCaps(memory = {MemoryKind.CPU, MemoryKind.CPU})
  void run(@InOut Bytes buffer) {}
}
