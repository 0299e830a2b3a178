package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused")
final class ProcessFromView {
  @Input
  InputPort<VideoFrame> video;

  @Transform(sync = Sync.ORDERED)
  void run(InputPort<AudioBlock> from, VideoFrame frame, @Output Emitter<Bytes> out) {}
}
