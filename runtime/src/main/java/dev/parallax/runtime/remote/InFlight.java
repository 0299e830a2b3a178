package dev.parallax.runtime.remote;

import dev.parallax.memory.Buffer;

/**
 * An input that a process did not get done.
 *
 * @param buffer the holder's
 * @param port number of the input
 * @param deaths how many processes have ended at it
 */
record InFlight(Buffer buffer, int port, int deaths) {}
