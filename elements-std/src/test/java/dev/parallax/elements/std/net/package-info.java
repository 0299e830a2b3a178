/** Tests of network elements. */
@NullMarked
package dev.parallax.elements.std.net;

import org.jspecify.annotations.NullMarked;
