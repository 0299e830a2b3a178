package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class AlignedSingleBuffers {
  @Input(name = "in_%u", presence = Presence.REQUEST)
  InputPorts<Bytes> inputs;

  @Transform(sync = Sync.ALIGNED)
  void run(InputPort<Bytes> from, Bytes buffer, @Output Emitter<Bytes> out) {}
}
