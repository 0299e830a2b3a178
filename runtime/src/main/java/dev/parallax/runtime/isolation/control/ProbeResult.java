package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

/**
 * What the element's probe found for a port.
 *
 * @param port name of the port
 * @param caps what it can give, as caps text; empty: nothing, for the reason given
 * @param reason why there is nothing
 */
@Wire
public record ProbeResult(
    @MaxLength(256) String port, @MaxLength(3_000) String caps, @MaxLength(500) String reason)
    implements ControlMessage.FromChild {}
