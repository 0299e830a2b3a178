/** Tests of files, console and data. */
@NullMarked
package dev.parallax.elements.std.io;

import org.jspecify.annotations.NullMarked;
