package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record LengthMissing(int id, String text) {}
