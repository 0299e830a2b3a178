/** Shared arenas, slots, buffers, pools, rings and doorbells. */
@NullMarked
package dev.parallax.memory;

import org.jspecify.annotations.NullMarked;
