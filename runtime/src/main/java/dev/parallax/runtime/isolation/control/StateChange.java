package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.Wire;
import dev.parallax.runtime.pipeline.State;

/**
 * From a host: go to this state. From a child: it is in this state now.
 *
 * @param state the state
 * @param serial number of the request; the answer has the same
 */
@Wire
public record StateChange(State state, int serial)
    implements ControlMessage.FromHost, ControlMessage.FromChild {}
