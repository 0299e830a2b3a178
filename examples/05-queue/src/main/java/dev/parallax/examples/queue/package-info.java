/** Back-pressure, and what to do instead. */
@NullMarked
package dev.parallax.examples.queue;

import org.jspecify.annotations.NullMarked;
