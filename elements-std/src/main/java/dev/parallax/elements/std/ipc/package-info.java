/** Streams between separately started programs, without a copy. */
@NullMarked
package dev.parallax.elements.std.ipc;

import org.jspecify.annotations.NullMarked;
