package refused;

import dev.parallax.annotations.*;
import dev.parallax.model.format.*;
import dev.parallax.runtime.element.*;

@Element(name = "refused", posts = PostsPlainRecord.Told.class)
final class PostsPlainRecord {
  record Told(int x) {}

  @Transform
  void run(@InOut Bytes buffer) {}
}
