/** Tests of elements that look on. */
@NullMarked
package dev.parallax.elements.std.util;

import org.jspecify.annotations.NullMarked;
