/** Tests of the benchmarks. */
@NullMarked
package dev.parallax.benchmarks;

import org.jspecify.annotations.NullMarked;
