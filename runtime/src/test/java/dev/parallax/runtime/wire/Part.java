package dev.parallax.runtime.wire;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

/** A record inside others, with room to grow. */
@Wire(room = 48)
record Part(int x, @MaxLength(12) String label) {}
