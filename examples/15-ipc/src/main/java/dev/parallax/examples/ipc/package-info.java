/** Streams between programs. */
@NullMarked
package dev.parallax.examples.ipc;

import org.jspecify.annotations.NullMarked;
