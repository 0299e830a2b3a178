package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class EventTwice {
  @OnEvent
  boolean one(Event.Qos qos) {
    return false;
  }

  @OnEvent
  boolean two(Event.Qos qos) {
    return false;
  }

  @Transform
  void run(@InOut Bytes buffer) {}
}
