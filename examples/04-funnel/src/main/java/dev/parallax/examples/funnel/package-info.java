/** Several streams, one output. */
@NullMarked
package dev.parallax.examples.funnel;

import org.jspecify.annotations.NullMarked;
