/** RIFF/WAVE reader and writer. */
@NullMarked
package dev.parallax.elements.std.wav;

import org.jspecify.annotations.NullMarked;
