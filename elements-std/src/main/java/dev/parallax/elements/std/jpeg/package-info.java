/** JPEG decoder and encoder (ITU-T T.81, ISO/IEC 10918-1). */
@NullMarked
package dev.parallax.elements.std.jpeg;

import org.jspecify.annotations.NullMarked;
