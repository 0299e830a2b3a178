package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record NameOfCount(@MaxLength(2) List<Integer> item, int itemCount) {}
