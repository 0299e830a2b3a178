package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record LengthZero(@MaxLength(0) byte[] bytes) {}
