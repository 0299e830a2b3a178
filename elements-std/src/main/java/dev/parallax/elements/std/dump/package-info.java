/** Bytes as people read them. */
@NullMarked
package dev.parallax.elements.std.dump;

import org.jspecify.annotations.NullMarked;
