package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

/**
 * A port of the element, with the format that negotiation gave it.
 *
 * @param port name of the port
 * @param input whether it is an input
 * @param caps the format as caps text
 */
@Wire
public record PortFormat(@MaxLength(256) String port, boolean input, @MaxLength(3_500) String caps)
    implements ControlMessage.FromHost {}
