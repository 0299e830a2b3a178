/** The {@code parallax} command: launch, inspect, list, explain, graph, completion. */
@NullMarked
package dev.parallax.launch;

import org.jspecify.annotations.NullMarked;
