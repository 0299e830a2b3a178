/** Elements that write text into video. */
@NullMarked
package dev.parallax.elements.std.text;

import org.jspecify.annotations.NullMarked;
