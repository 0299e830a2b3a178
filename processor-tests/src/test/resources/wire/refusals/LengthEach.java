package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire
record LengthEach(@MaxLength(4) List<String> texts) {}
