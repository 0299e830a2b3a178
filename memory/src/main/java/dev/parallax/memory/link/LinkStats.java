package dev.parallax.memory.link;

/**
 * Counters of a link at one moment.
 *
 * @param lent buffers lent to the peer
 * @param forwarded buffers given back to their owner as parts of what it had lent
 * @param returned leases of the peer's that were returned
 * @param received buffers from the peer
 * @param lost leases that a peer that died had not returned
 * @param stalls turns that ended because a slot had no header left
 * @param leasesOut leases that the peer has
 * @param leasesHeld leases of the peer's that this side has
 */
public record LinkStats(
    long lent,
    long forwarded,
    long returned,
    long received,
    long lost,
    long stalls,
    int leasesOut,
    int leasesHeld) {}
