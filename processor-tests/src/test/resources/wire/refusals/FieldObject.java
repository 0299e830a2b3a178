package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record FieldObject(int id, Object any) {}
