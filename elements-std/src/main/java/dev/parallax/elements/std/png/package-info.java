/** PNG encoder (ISO/IEC 15948). */
@NullMarked
package dev.parallax.elements.std.png;

import org.jspecify.annotations.NullMarked;
