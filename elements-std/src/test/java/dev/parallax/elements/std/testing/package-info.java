/** Tests of elements for tests. */
@NullMarked
package dev.parallax.elements.std.testing;

import org.jspecify.annotations.NullMarked;
