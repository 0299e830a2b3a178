/** Raw video: test pictures, pixel formats, sizes. */
@NullMarked
package dev.parallax.elements.std.video;

import org.jspecify.annotations.NullMarked;
