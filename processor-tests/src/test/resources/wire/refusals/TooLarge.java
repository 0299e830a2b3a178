package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record TooLarge(int id, @MaxLength(value = 64_000, each = 64_000) List<String> texts) {}
