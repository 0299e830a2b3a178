/** Loops over samples, and what they are made of: resampling, conversion, mixing. */
@NullMarked
package dev.parallax.elements.std.audio.kernel;

import org.jspecify.annotations.NullMarked;
