/** My elements. */
@ElementLibrary(name = "MyElements")
package sound;

import dev.parallax.annotations.ElementLibrary;
