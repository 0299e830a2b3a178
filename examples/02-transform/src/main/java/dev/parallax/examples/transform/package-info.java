/** An element of one's own. The annotation names the class with its typed builder. */
@ElementLibrary(name = "MyElements")
@NullMarked
package dev.parallax.examples.transform;

import dev.parallax.annotations.ElementLibrary;
import org.jspecify.annotations.NullMarked;
