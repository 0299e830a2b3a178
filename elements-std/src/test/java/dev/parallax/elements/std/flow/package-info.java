/** Tests of the elements that lead streams together and apart. */
@NullMarked
package dev.parallax.elements.std.flow;

import org.jspecify.annotations.NullMarked;
