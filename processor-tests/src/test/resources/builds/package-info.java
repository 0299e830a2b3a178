/** Elements of the example. */
@ElementLibrary(name = "ToneElements")
package tones;

import dev.parallax.annotations.ElementLibrary;
