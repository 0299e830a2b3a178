/** Measures links between two processes. */
@NullMarked
package dev.parallax.benchmarks.links;

import org.jspecify.annotations.NullMarked;
