package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class EventType {
  @OnEvent
  boolean seek(String seek) {
    return false;
  }

  @Transform
  void run(@InOut Bytes buffer) {}
}
