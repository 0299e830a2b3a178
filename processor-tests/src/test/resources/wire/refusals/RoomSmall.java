package refused;

import dev.parallax.annotations.*;
import java.util.*;

@Wire(room = 16)
record RoomSmall(int id, long time, long more) {}
