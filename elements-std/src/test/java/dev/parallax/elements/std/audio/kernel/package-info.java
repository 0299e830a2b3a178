/** Tests of the audio loops. */
@NullMarked
package dev.parallax.elements.std.audio.kernel;

import org.jspecify.annotations.NullMarked;
