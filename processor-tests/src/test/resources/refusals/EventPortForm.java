package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class EventPortForm {
  @OnEvent
  boolean seek(InputPort<?> from, Event.Seek seek) {
    return true;
  }

  @Transform
  void run(@InOut Bytes buffer) {}
}
