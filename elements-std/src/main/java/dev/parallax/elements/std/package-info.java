/** The standard elements: pure Java, no native code. */
@ElementLibrary(name = "StdElements")
@NullMarked
package dev.parallax.elements.std;

import dev.parallax.annotations.ElementLibrary;
import org.jspecify.annotations.NullMarked;
