package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record FieldBoxed(int id, Integer boxed) {}
