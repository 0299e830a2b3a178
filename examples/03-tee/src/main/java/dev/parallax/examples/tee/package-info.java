/** One stream, several branches. */
@NullMarked
package dev.parallax.examples.tee;

import org.jspecify.annotations.NullMarked;
