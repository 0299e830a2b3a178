package dev.parallax.memory;

/**
 * Counters of a pool at one moment.
 *
 * @param slots slots in all
 * @param available slots that can be acquired
 * @param slotBytes bytes of a slot
 * @param acquisitions slots given out so far
 * @param waits how often an acquisition found none
 * @param foreignReleases slots given back by other threads
 */
public record PoolStats(
    int slots,
    int available,
    long slotBytes,
    long acquisitions,
    long waits,
    long foreignReleases) {}
