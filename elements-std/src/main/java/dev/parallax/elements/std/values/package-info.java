/** Typed operators: streams of the application's objects beside streams of media. */
@NullMarked
package dev.parallax.elements.std.values;

import org.jspecify.annotations.NullMarked;
