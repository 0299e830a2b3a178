package dev.parallax.runtime.wire;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.util.List;

/** Holds a record that grows. */
@Wire(name = "test.Holder")
record HolderOld(@MaxLength(2) List<GrowingOld> list, GrowingOld one, int last) {}
