package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record ClassGeneric<T>(int id) {}
