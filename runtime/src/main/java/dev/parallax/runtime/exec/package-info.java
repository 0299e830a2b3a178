/**
 * The executor, internal: runs a {@link dev.parallax.runtime.plan.Plan}. {@link Engine} controls
 * it; begin there.
 *
 * <ul>
 *   <li>A domain is a thread: {@code Domain} has its loop, {@code DomainWaits} the one place where
 *       it waits, {@code Waiting} what it may wait for; {@code Starvation} finds domains that wait
 *       for each other.
 *   <li>A node is an element on it: {@code Node} has its turn, {@code NodeInputs} and {@code
 *       NodeOutputs} its ports, {@code NodeContext} what the element is given, {@code Collector}
 *       its inputs when they must come together, {@code RemoteNode} its process when that is
 *       another one.
 *   <li>Domains meet in a {@code Channel}: {@code Backlog}, {@code EventRoom} and {@code LeakyRing}
 *       say how much may wait there.
 *   <li>Buffers come from a {@code PortPool}, one for each output.
 * </ul>
 */
@NullMarked
package dev.parallax.runtime.exec;

import org.jspecify.annotations.NullMarked;
