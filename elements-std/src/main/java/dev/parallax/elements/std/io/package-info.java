/** Files and file descriptors. */
@NullMarked
package dev.parallax.elements.std.io;

import org.jspecify.annotations.NullMarked;
