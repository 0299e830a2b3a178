package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire(name = "no spaces")
record NameMalformed(int id) {}
