package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record FieldPrivateEnum(int id, Hidden hidden) {
  private enum Hidden {
    A
  }
}
