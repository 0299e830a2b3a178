package dev.parallax.runtime.element;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

@Wire
record Place(double latitude, double longitude, @MaxLength(16) String name) {}
