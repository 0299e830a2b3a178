/** Tests of streams between programs. */
@NullMarked
package dev.parallax.elements.std.ipc;

import org.jspecify.annotations.NullMarked;
