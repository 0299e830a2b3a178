/** What every standard element must do, asked of each of them through its descriptor. */
@NullMarked
package dev.parallax.conformance;

import org.jspecify.annotations.NullMarked;
