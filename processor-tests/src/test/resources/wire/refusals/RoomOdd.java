package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire(room = 33)
record RoomOdd(int id) {}
