package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.Wire;

/**
 * A child has everything and is locked in: the host sends it nothing but messages from now on.
 *
 * @param epoch the epoch of its {@link Init}
 * @param startupNs from the start of its program to now, in ns
 */
@Wire
public record Ready(long epoch, long startupNs) implements ControlMessage.FromChild {}
