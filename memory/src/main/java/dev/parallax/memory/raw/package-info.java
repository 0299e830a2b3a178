/**
 * Memory by address, for the inner loops of Parallax's own elements. Not exported to others: what
 * is wrong here ends the process.
 */
@NullMarked
package dev.parallax.memory.raw;

import org.jspecify.annotations.NullMarked;
