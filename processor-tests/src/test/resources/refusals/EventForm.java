package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class EventForm {
  @OnEvent
  void seek(Event.Seek seek) {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
