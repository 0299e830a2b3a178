package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record NestedSelf(int id, Optional<NestedSelf> parent) {}
