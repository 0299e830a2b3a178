package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record NameTwins(int item, @MaxLength(2) List<Integer> Item) {}
