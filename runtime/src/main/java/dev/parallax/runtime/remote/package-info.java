/**
 * Elements that run in another process: the host's side, which takes the place of the element's
 * adapter, and the side that drives the adapter itself. How the process comes about is the business
 * of others: {@link Placement} and {@link PeerLauncher} are what they implement.
 *
 * <ul>
 *   <li>The host's side: {@link RemoteAdapter} is what the executor sees. Behind it {@code
 *       Sessions} has one process after the other, {@code HostSession} the calls of one, {@code
 *       HostTurns} what is done until a call is over, {@code HostAnswers} what it asks meanwhile.
 *       {@link PeerHost} is the executor.
 *   <li>The element's side: {@link AdapterServer} takes the calls, {@code ServerCalls} does them;
 *       {@code ServerContext}, {@code ServerPads} and {@code ServerPool} are what the element has
 *       in the place of the executor.
 *   <li>What goes between: {@code Call} names the kinds of calls, {@code Packer} and {@code
 *       Unpacker} their bytes; {@code EventCodec}, {@code MessageCodec}, {@code BufferExtras} and
 *       {@link StreamCodec} what is in them.
 *   <li>When a process ends by itself: {@link RestartPolicy}, {@code RestartBudget}, {@code
 *       Remains}, {@code Unfinished}, {@code InFlight}, {@code LeftOut}; {@code HangWatch} for one
 *       that hangs.
 *   <li>Threads in the place of processes, for tests: {@link ThreadPeer}.
 * </ul>
 */
@NullMarked
package dev.parallax.runtime.remote;

import org.jspecify.annotations.NullMarked;
