package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
final class ClassNoRecord {
  int id;
}
