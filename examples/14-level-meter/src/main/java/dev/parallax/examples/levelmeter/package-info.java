/** Messages of an element, drawn. */
@NullMarked
package dev.parallax.examples.levelmeter;

import org.jspecify.annotations.NullMarked;
