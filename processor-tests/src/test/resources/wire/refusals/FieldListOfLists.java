package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record FieldListOfLists(@MaxLength(4) List<List<Integer>> lists) {}
