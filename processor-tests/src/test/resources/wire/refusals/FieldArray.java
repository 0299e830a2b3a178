package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record FieldArray(@MaxLength(4) int[] numbers) {}
