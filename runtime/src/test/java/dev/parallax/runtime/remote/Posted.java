package dev.parallax.runtime.remote;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.util.List;

/** A message of an element. */
@Wire
record Posted(int number, @MaxLength(16) String name, @MaxLength(4) List<Double> values) {}
