package dev.parallax.runtime.remote;

import dev.parallax.memory.FixedBufferPool;

/**
 * A pool of an output, over an arena of the host's.
 *
 * @param number the host's number for it
 * @param arena its number on the link
 */
record ServerPool(FixedBufferPool pool, int number, int arena) {}
