/** Buffers that are allocated once. */
@NullMarked
package dev.parallax.examples.bufferpool;

import org.jspecify.annotations.NullMarked;
