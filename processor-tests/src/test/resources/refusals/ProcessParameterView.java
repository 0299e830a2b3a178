package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ProcessParameterView {
  @Input
  InputPort<VideoFrame> video;

  @Transform(sync = Sync.ORDERED)
  void run(AudioBlock block, @Output Emitter<Bytes> out) {}
}
