/** A stroke font of our own and what draws text into pictures. */
@NullMarked
package dev.parallax.elements.std.text.draw;

import org.jspecify.annotations.NullMarked;
