/** Fixed formats: caps with every field decided. */
@NullMarked
package dev.parallax.model.format;

import org.jspecify.annotations.NullMarked;
