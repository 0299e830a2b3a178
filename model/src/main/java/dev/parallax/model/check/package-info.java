/** Pipeline strings against the elements that they name, the same at compile time and run time. */
@NullMarked
package dev.parallax.model.check;

import org.jspecify.annotations.NullMarked;
