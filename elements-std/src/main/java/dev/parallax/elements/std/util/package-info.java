/** Elements that look at a stream and leave it as it is. */
@NullMarked
package dev.parallax.elements.std.util;

import org.jspecify.annotations.NullMarked;
