/** Elements for the tests of the test kit: good ones, and one for each fault that it finds. */
@ElementLibrary(name = "TestkitToys")
@NullMarked
package dev.parallax.testkit.toys;

import dev.parallax.annotations.ElementLibrary;
import org.jspecify.annotations.NullMarked;
