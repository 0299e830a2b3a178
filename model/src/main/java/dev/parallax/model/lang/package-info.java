/** The pipeline language. */
@NullMarked
package dev.parallax.model.lang;

import org.jspecify.annotations.NullMarked;
