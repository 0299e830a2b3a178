/** YUV4MPEG2, the plain text header before raw pictures that mjpegtools defined. */
@NullMarked
package dev.parallax.elements.std.y4m;

import org.jspecify.annotations.NullMarked;
