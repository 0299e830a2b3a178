package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record FieldPlainRecord(Plain plain) {
  record Plain(int id) {}
}
