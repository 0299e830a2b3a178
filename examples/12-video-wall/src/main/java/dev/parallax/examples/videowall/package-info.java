/** Several pictures in one. */
@NullMarked
package dev.parallax.examples.videowall;

import org.jspecify.annotations.NullMarked;
