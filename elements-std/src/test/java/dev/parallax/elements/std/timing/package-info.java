/** Tests of elements about time. */
@NullMarked
package dev.parallax.elements.std.timing;

import org.jspecify.annotations.NullMarked;
