/** Values, alternatives and sets of caps, and their text. */
@NullMarked
package dev.parallax.model.caps;

import org.jspecify.annotations.NullMarked;
