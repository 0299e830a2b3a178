package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record FieldEmptyEnum(None none) {
  enum None {}
}
