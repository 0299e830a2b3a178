/** Elements about when buffers come, and how many. */
@NullMarked
package dev.parallax.elements.std.timing;

import org.jspecify.annotations.NullMarked;
