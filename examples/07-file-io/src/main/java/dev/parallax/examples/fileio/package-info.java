/** Files. */
@NullMarked
package dev.parallax.examples.fileio;

import org.jspecify.annotations.NullMarked;
