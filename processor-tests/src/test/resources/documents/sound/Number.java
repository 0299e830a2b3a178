package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

// snippet: share
/** Numbers buffers, and gives them their running time as presentation time. The bytes are the same. */
@Element(name = "number", summary = "Numbers buffers")
final class Number {
  /** What travels along with a buffer. */
  record Tag(int number) {}

  private Context context;
  private int number;

  @Start
  void start(Context started) {
    context = started;
    number = 0;
  }

  @Transform
  @Same("*")
  void number(@Input View in, @Output Emitter<View> out) {
    View same = out.share(in); // no copy: times, flags and metadata may be set, bytes may not
    same.pts(context.runningTime(in.pts())); // by the segment that came last
    same.metadata(in.metadata().with("my/number", number).carrying(new Tag(number)));
    number++;
    out.send(same);
  }
}
// end snippet
