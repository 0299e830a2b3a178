/** How fast buffers get through an element in a sandboxed process. */
@NullMarked
package dev.parallax.benchmarks.isolated;

import org.jspecify.annotations.NullMarked;
