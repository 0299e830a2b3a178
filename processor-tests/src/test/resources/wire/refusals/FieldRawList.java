package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record FieldRawList(@MaxLength(4) List list) {}
