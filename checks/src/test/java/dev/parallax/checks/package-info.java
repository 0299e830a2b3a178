/** Tests that watch the whole repository. */
@NullMarked
package dev.parallax.checks;

import org.jspecify.annotations.NullMarked;
