package dev.parallax.runtime.wire;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

/** What an older peer knows. */
@Wire(name = "test.Growing", room = 128)
record GrowingOld(int id, @MaxLength(5) String name) {}
