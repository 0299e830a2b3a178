package dev.parallax.runtime.wire;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.util.List;

/** Holds it later. */
@Wire(name = "test.Holder")
record HolderNew(@MaxLength(2) List<GrowingNew> list, GrowingNew one, int last) {}
