/** TCP. */
@NullMarked
package dev.parallax.examples.tcp;

import org.jspecify.annotations.NullMarked;
