/** What is known of an element without running it, and its text form. */
@NullMarked
package dev.parallax.model.descriptor;

import org.jspecify.annotations.NullMarked;
