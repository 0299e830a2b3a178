package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

/**
 * A value of a property, before the start or live.
 *
 * @param name as pipeline strings have it
 * @param value text that the property's type reads
 */
@Wire
public record PropertyChange(@MaxLength(256) String name, @MaxLength(3_500) String value)
    implements ControlMessage.FromHost {}
