/** Raw media without any header. */
@NullMarked
package dev.parallax.elements.std.raw;

import org.jspecify.annotations.NullMarked;
