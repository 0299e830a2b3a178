package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record LengthUseless(@MaxLength(4) int id) {}
