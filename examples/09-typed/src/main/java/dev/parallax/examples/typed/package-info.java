/** Streams of the application's own objects. */
@NullMarked
package dev.parallax.examples.typed;

import org.jspecify.annotations.NullMarked;
