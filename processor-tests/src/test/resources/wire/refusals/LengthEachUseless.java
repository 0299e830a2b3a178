package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record LengthEachUseless(@MaxLength(value = 4, each = 4) List<Integer> numbers) {}
