package refused;

import dev.parallax.annotations.*;
import java.util.*;

final class ClassPrivate {
  @Wire
  private record Inner(int id) {}
}
