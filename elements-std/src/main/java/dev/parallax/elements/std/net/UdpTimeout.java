package dev.parallax.elements.std.net;

/**
 * Posted by {@code udpsrc} on the bus when nothing has come for a while; again after each such
 * time.
 *
 * @param timeoutNs the while in ns
 */
public record UdpTimeout(long timeoutNs) {}
