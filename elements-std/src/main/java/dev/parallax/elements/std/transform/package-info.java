/** Elements around user code. */
@NullMarked
package dev.parallax.elements.std.transform;

import org.jspecify.annotations.NullMarked;
